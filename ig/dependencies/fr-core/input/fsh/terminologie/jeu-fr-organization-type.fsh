ValueSet: FrOrganizationType
Id: fr-organization-type
Title: "Types d'organisations"
Description: "Tous les types d'organisations."
* insert JeuFrCore
* include codes from system FrV23307
