Extension: FrPatientBirthdateUpdateIndicator
Id: FrPatientBirthdateUpdateIndicator
Title: "Date de naissance corrigée"
Description: "Indique que la date de naissance enregistrée a été corrigée pour suivre les règles d'identitovigilance."
Context: Patient
* . 0..1
* extension contains birthdateUpdateIndicator 0..1
* extension[birthdateUpdateIndicator].value[x] only boolean
