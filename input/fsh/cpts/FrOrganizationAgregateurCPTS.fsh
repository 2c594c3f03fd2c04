Profile: FrOrganizationAgregateurCPTS
Parent: FrOrganization
Id: sas-cpts-organization-aggregator
Title: "Structure – CPTS"
Description: "Communauté professionnelle territoriale de santé, identifiée par son numéro FINESS."
* identifier 1..1
* identifier obeys FINESS-invariant
* insert IdentifiantCpts
* name 0..1 MS
* telecom 0..* MS

Invariant: FINESS-invariant
Description: "Le numéro FINESS s'écrit avec le chiffre 1 suivi de ses 9 chiffres."
Severity: #error
Expression: "value.matches('^1[0-9]{9}$')"
