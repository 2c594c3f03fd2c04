RuleSet: ReponseGap
* type = #searchset
* entry ^slicing.discriminator[0].type = #profile
* entry ^slicing.discriminator[0].path = "resource"
* entry ^slicing.rules = #open
* entry ^slicing.ordered = false

RuleSet: EntreeGap(tranche, profil, mode)
* entry contains {tranche} 0..*
* entry[{tranche}].resource 1..1
* entry[{tranche}].resource only {profil}
* entry[{tranche}].search.mode = #{mode}
* entry[{tranche}].request 0..0
* entry[{tranche}].response 0..0

RuleSet: RessourcesIncluses
* insert EntreeGap(Schedule, FrSchedule, include)
* insert EntreeGap(Patient, FrPatient, include)
* insert EntreeGap(Practitioner, FrPractitioner, include)
* insert EntreeGap(PractitionerRole, PractitionerRole, include)
* insert ProfilDeBase(PractitionerRole)
* insert EntreeGap(Device, Device, include)
* insert ProfilDeBase(Device)
* insert EntreeGap(Location, FrLocation, include)
* insert EntreeGap(HealthcareService, FrHealthcareService, include)
* insert EntreeGap(Organization, FrOrganization, include)
* insert EntreeGap(RelatedPerson, FrRelatedPerson, include)

// Sans profil nommé, une tranche distinguée par le profil accueillerait n'importe quelle
// entrée (ainsi fait le valideur d'HL7) : le type de base est donc nommé comme un profil.
RuleSet: ProfilDeBase(type)
* entry[{type}].resource ^type[0].profile[0] = "http://hl7.org/fhir/StructureDefinition/{type}"
