Extension: CategorieOrientation
Id: sas-categorie-orientation
Title: "Catégorie d'orientation"
Description: "Filière vers laquelle le régulateur oriente le patient. Prévue pour un futur profil de rendez-vous destiné aux logiciels de régulation : aucun profil ne l'emploie encore."
Context: Appointment
* value[x] only CodeableConcept
* value[x] from CategorieOrientationSASValueSet (required)
