ValueSet: FrLocationIdentifierType
Id: fr-location-identifier-type
Title: "Types d'identifiants d'un lieu"
Description: "Tous les types d'identifiants de lieux."
* insert JeuFrCore
* include codes from system FrCSLocationIdentifierType
