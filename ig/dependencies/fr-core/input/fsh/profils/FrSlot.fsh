Profile: FrSlot
Parent: Slot
Id: FrSlot
Title: "Créneau"
Description: "Créneau de rendez-vous en France : une seule catégorie de service, des spécialités de la table ordinale et un agenda français."
* insert UsageIdentifiant
* serviceCategory 0..1
* specialty from FrPractitionerSpecialty (required)
* schedule only Reference(FrSchedule)
* status from $slotstatus (required)
