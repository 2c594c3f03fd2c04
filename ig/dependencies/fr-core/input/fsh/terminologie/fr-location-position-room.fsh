CodeSystem: FrCSLocationPositionRoom
Id: fr-location-position-room
Title: "Positions dans une chambre"
Description: "Emplacement dans une chambre (libellés dans l'orthographe du paquet publié)."
* insert SystemeFrCore
* #FNTR "Coté fenetre"
* #CLR "coté couloir"
* #ML "au mileu de la chambre"
