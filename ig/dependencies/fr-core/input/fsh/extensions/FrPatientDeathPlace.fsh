Extension: FrPatientDeathPlace
Id: FrPatientDeathPlace
Title: "Lieu de décès"
Description: "Lieu de décès du patient, en texte ; rien n'y est codé."
Context: Patient
* . 0..1
* value[x] only string
