Profile: BundleAgregateur
Parent: Bundle
Id: BundleAgregateur
Title: "Réponse de l'agrégateur – PS à titre individuel"
Description: "Résultat d'une recherche de créneaux de professionnels exerçant à titre individuel. Une réponse vide y est conforme."
* insert CanoniqueHistorique(BundleAgregateur)
* type = #searchset
* insert Tranches(entry, type, resource)
* entry contains
    FrSlotAgregateur 0..* and
    FrScheduleAgregateur 0..* and
    FrPractitionerAgregateur 0..* and
    FrPractitionerRoleExerciceAgregateur 0..*
* entry[FrSlotAgregateur].resource only FrSlotAgregateur
* entry[FrScheduleAgregateur].resource only FrScheduleAgregateur
* entry[FrPractitionerAgregateur].resource only FrPractitionerAgregateur
* entry[FrPractitionerRoleExerciceAgregateur].resource only FrPractitionerRoleExerciceAgregateur
