ValueSet: FrLocationType
Id: fr-location-type
Title: "Types de lieux"
Description: "Tous les types de lieux."
* insert JeuFrCore
* include codes from system FrCSLocationType
