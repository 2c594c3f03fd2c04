ValueSet: FrLocationPositionRoom
Id: fr-location-position-room
Title: "Positions dans une chambre"
Description: "Toutes les positions dans une chambre."
* insert JeuFrCore
* include codes from system FrCSLocationPositionRoom
