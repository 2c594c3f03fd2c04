ValueSet: FrLocationPositionRoom
Id: fr-location-position-room
Title: "Positions dans une chambre"
Description: "Emplacements dans une chambre : fenêtre, couloir, milieu."
* insert JeuFrCore
* include codes from system FrCSLocationPositionRoom
