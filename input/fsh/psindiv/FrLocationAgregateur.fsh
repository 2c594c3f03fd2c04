Profile: FrLocationAgregateur
Parent: FrLocation
Id: FrLocationAgregateur
Title: "Lieu de consultation – PS à titre individuel et CPTS"
Description: "Lieu de consultation, contenu dans la situation d'exercice qui s'y rapporte."
* insert CanoniqueHistorique(FrLocationAgregateur)
* address 1..1
* address.line 1..1
* address.line ^short = "Numéro et voie"
* address.line ^binding.strength = #extensible
* address.line ^binding.description = "Numéro et voie de l'adresse de consultation"
* address.city 1..1
* address.city ^binding.strength = #extensible
* address.city ^binding.description = "Commune de l'adresse de consultation"
* address.postalCode 1..1
* address.postalCode ^binding.strength = #extensible
* address.postalCode ^binding.description = "Code postal de l'adresse de consultation"
