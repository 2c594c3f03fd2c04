Profile: FrPractitionerRoleExerciceAgregateur
Parent: FrPractitionerRoleExercice
Id: FrPractitionerRoleExerciceAgregateur
Title: "Situation d'exercice – PS à titre individuel et CPTS"
Description: "Situation d'exercice d'un professionnel ; elle contient son lieu de consultation."
* insert CanoniqueHistorique(FrPractitionerRoleExerciceAgregateur)
* contained 1..*
* practitioner only Reference(FrPractitionerAgregateur)
* insert Agregation(practitioner)
* insert IdentifiantNationalStructure(organization.identifier, $fr-v2-0203#IDNST)
* organization.identifier ^short = "Identifiant national de la structure : FINESS, sinon SIRET, sinon RPPS rang"
* location 1..1
* location only Reference(FrLocationAgregateur)
* location ^type[0].aggregation[0] = #contained
