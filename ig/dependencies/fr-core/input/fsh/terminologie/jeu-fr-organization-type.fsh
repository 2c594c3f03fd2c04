ValueSet: FrOrganizationType
Id: fr-organization-type
Title: "Types d'organisations"
Description: "Natures admises d'une structure ou d'une partie de structure."
* insert JeuFrCore
* include codes from system FrV23307
