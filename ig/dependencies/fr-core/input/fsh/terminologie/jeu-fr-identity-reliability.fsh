ValueSet: FrIdentityReliability
Id: fr-identity-reliability
Title: "Fiabilité de l'identité"
Description: "Degrés de confiance dans l'identité d'un patient, du provisoire au validé."
* insert JeuFrCore
* include codes from system FrV20445
