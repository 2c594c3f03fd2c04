ValueSet: FrIdentityMethodCollection
Id: fr-identity-method-collection
Title: "Modes de recueil de l'identité"
Description: "Toutes les façons de recueillir une identité."
* insert JeuFrCore
* include codes from system FrCSIdentityMethodCollection
