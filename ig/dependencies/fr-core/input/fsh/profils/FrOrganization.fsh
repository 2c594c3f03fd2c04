Profile: FrOrganization
Parent: Organization
Id: FrOrganization
Title: "Structure"
Description: "Structure française : identifiants typés, type d'organisation, secteur d'activité et catégorie d'établissement du RASS."
* insert ExtensionsParUrl
* extension contains
    FrOrganizationShortName named shortName 0..1 and
    FrOrganizationDescription named description 0..1 and
    $organization-period named usePeriod 0..1
* insert IdentifiantComplet
* identifier.type from FrOrganizationIdentifierType (extensible)
* type ^slicing.discriminator[0].type = #value
* type ^slicing.discriminator[0].path = "coding.system"
* type ^slicing.rules = #open
* type ^slicing.ordered = false
* type contains
    organizationType 0..1 and
    secteurActiviteRASS 0..1 and
    categorieEtablissementRASS 0..1
* type[organizationType] from FrOrganizationType (required)
* type[organizationType].coding 1..1
* type[organizationType].coding.system 1..1
* type[organizationType].coding.system = "http://interopsante.org/fhir/CodeSystem/fr-v2-3307" (exactly)
* type[secteurActiviteRASS] from $JDV-J101 (required)
* type[secteurActiviteRASS].coding 1..1
* type[secteurActiviteRASS].coding.system 1..1
* type[secteurActiviteRASS].coding.system = $TRE-R02 (exactly)
* type[categorieEtablissementRASS] from $JDV-J129 (required)
* type[categorieEtablissementRASS].coding 1..1
* type[categorieEtablissementRASS].coding.system 1..1
* type[categorieEtablissementRASS].coding.system = $TRE-R66 (exactly)
* telecom only FrContactPoint
* address only FrAddress
* partOf only Reference(FrOrganization)
// Lie une URI (Reference.type) au jeu des types d'organisation : une bizarrerie du paquet
// publié, sans effet, gardée à l'identique.
* partOf.type from FrOrganizationType (extensible)
* contact.telecom only FrContactPoint
* contact.address only FrAddress
