ValueSet: FrIdentityReliability
Id: fr-identity-reliability
Title: "Fiabilité de l'identité"
Description: "Tous les degrés de fiabilité d'une identité."
* insert JeuFrCore
* include codes from system FrV20445
