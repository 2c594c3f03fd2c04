ValueSet: FrPractitionerSpecialty
Id: fr-practitioner-specialty
Title: "Spécialités des professionnels"
Description: "Toutes les spécialités de la table ordinale TRE_R38."
* insert JeuFrCore
* include codes from system $TRE-R38
