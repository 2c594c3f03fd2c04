Profile: FrPractitionerRoleProfession
Parent: PractitionerRole
Id: FrPractitionerRoleProfession
Title: "Profession exercée"
Description: "Profession qu'un professionnel est autorisé à exercer, indépendamment de tout lieu et de tout horaire."
* practitioner only Reference(FrPractitioner)
* organization only Reference(FrOrganization)
// Comme pour FrPractitionerRoleExercice, le contenu de ce jeu de valeurs n'est pas publié.
* code from http://interopsante.org/fhir/ValueSet/fr-practioner-role-profession (required)
* code.extension ^slicing.discriminator[0].type = #value
* code.extension ^slicing.discriminator[0].path = "url"
* code.extension ^slicing.rules = #open
* code.extension ^slicing.ordered = false
* code.extension contains FrPractitionerRoleCodeCategorieProfessionnelle named professionnalCategory 0..1
* code.extension[professionnalCategory] ?!
* code.extension[professionnalCategory] ^isModifierReason = "La catégorie change la portée de la profession : un étudiant ne l'exerce pas en son nom."
* specialty from FrPractitionerSpecialty (required)
* location 0..0
* healthcareService 0..0
* telecom only FrContactPoint
* telecom 0..0
* availableTime 0..0
* notAvailable 0..0
* availabilityExceptions 0..0
* endpoint 0..0
