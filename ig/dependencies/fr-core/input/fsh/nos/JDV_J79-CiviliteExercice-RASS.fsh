ValueSet: JDV_J79_CiviliteExercice_RASS
Id: JDV-J79-CiviliteExercice-RASS
Title: "Titres d'exercice du RASS"
Description: "Titres d'exercice admis comme suffixe d'un nom : DR, PR…"
* insert Nos(JDV_J79-CiviliteExercice-RASS/FHIR/JDV-J79-CiviliteExercice-RASS)
* $TRE-R11#DR
* $TRE-R11#MC
* $TRE-R11#MG
* $TRE-R11#PC
* $TRE-R11#PG
* $TRE-R11#PR
