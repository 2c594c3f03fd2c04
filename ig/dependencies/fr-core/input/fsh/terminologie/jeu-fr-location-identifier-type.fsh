ValueSet: FrLocationIdentifierType
Id: fr-location-identifier-type
Title: "Types d'identifiants d'un lieu"
Description: "Portées admises pour l'identifiant d'un lieu : interne, externe, globale, nationale."
* insert JeuFrCore
* include codes from system FrCSLocationIdentifierType
