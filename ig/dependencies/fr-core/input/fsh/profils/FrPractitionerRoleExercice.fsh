Profile: FrPractitionerRoleExercice
Parent: PractitionerRole
Id: FrPractitionerRoleExercice
Title: "Situation d'exercice"
Description: "Rôle d'un professionnel dans une structure : où, pour qui et dans quelles spécialités il exerce."
* insert ExtensionsParUrl
* extension contains FrServiceTypeDuration named serviceTypeDuration 0..*
* practitioner only Reference(FrPractitioner)
* organization only Reference(FrOrganization)
// Le jeu de valeurs est cité par le paquet publié sans y être : aucun code n'y est donc
// refusé, et le valideur avertit qu'il n'a pas pu juger. L'écrire changerait les verdicts.
* code from http://interopsante.org/fhir/ValueSet/fr-practioner-role-exercice (required)
* specialty from FrPractitionerSpecialty (required)
* location only Reference(FrLocation)
* healthcareService only Reference(FrHealthcareService)
* telecom only FrContactPoint
* availableTime.daysOfWeek from $days-of-week (required)
