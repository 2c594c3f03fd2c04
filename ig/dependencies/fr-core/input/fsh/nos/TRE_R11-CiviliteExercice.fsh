CodeSystem: TRE_R11_CiviliteExercice
Id: TRE-R11-CiviliteExercice
Title: "Titres d'exercice"
Description: "Titres sous lesquels un professionnel exerce : docteur, professeur, et les grades de médecin et de pharmacien chef ou général."
* insert TableNos(TRE_R11-CiviliteExercice/FHIR/TRE-R11-CiviliteExercice)
* #DR "Docteur"
* #MC "Médecin chef"
* #MG "Médecin général"
* #PC "Pharmacien chef"
* #PG "Pharmacien général"
* #PR "Professeur"
