Profile: FrPractitionerAgregateur
Parent: FrPractitioner
Id: FrPractitionerAgregateur
Title: "Professionnel – PS à titre individuel et CPTS"
Description: "Professionnel dont les créneaux sont rendus, connu par son seul identifiant national."
* insert CanoniqueHistorique(FrPractitionerAgregateur)
* identifier 1..*
* insert IdentifiantNationalPS(identifier)
* identifier.type.coding 0..1
* name.family ^short = "Nom d'exercice"
* name.family ^binding.strength = #preferred
* name.family ^binding.description = "Nom d'exercice du professionnel"
* name.given ^short = "Prénom"
* name.given ^binding.strength = #preferred
* name.given ^binding.description = "Prénom d'exercice du professionnel"
