Profile: FrOrganizationAgregateurSOS
Parent: FrOrganization
Id: sas-sos-organization-aggregator
Title: "Association SOS Médecins"
Description: "Association SOS Médecins, identifiée par son numéro SIRET."
* identifier 1..1
* identifier obeys SIRET-invariant
// IDNST est pris dans le système des identifiants de lieux, comme le fait le guide publié.
* insert IdentifiantNationalStructure(identifier, $fr-location-identifier-type#IDNST)

Invariant: SIRET-invariant
Description: "Le numéro SIRET s'écrit avec le chiffre 3 suivi de ses 14 chiffres."
Severity: #error
Expression: "value.matches('^3[0-9]{14}$')"
