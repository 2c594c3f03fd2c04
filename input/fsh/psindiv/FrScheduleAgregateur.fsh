Profile: FrScheduleAgregateur
Parent: FrSchedule
Id: FrScheduleAgregateur
Title: "Agenda – PS à titre individuel et CPTS"
Description: "Agenda d'un professionnel dans un lieu d'exercice. En pratique il a deux acteurs : le professionnel et sa situation d'exercice."
* insert CanoniqueHistorique(FrScheduleAgregateur)
* insert Agregation(actor)
