Profile: FrRelatedPerson
Parent: RelatedPerson
Id: FrRelatedPerson
Title: "Proche du patient"
Description: "Personne en lien avec un patient, avec son rôle (TRE_R260) et son lien de parenté (TRE_R216)."
* identifier 1..1
* patient only Reference(FrPatient)
* relationship 1..*
* insert LienAvecLePatient(relationship)
* relationship contains RolePerson 0..1 and RelatedPerson 0..*
* insert TranchesDuLien(relationship, preferred)
* name only FrHumanName
* telecom only FrContactPoint
* gender from $administrative-gender (required)
* address only FrAddress

RuleSet: LienAvecLePatient(element)
* {element} ^slicing.discriminator[0].type = #value
* {element} ^slicing.discriminator[0].path = "coding.system"
* {element} ^slicing.rules = #open
* {element} ^slicing.ordered = false

RuleSet: TranchesDuLien(element, force)
* {element}[RolePerson] from FrPatientContactRole ({force})
* {element}[RolePerson].coding.system = $TRE-R260 (exactly)
* {element}[RelatedPerson] from FrPatientContactRelationship ({force})
* {element}[RelatedPerson].coding.system = $TRE-R216 (exactly)
