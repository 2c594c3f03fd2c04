Extension: FrPatientIdentReliability
Id: FrPatientIdentReliability
Title: "Fiabilité de l'identité"
Description: "Degré de confiance dans l'identité du patient, avec la date et le mode de sa validation."
Context: Patient
* . 0..1
* extension contains
    identityReliability 0..1 and
    validationDate 0..1 and
    validationMode 0..1
* extension[identityReliability].value[x] only Coding
* extension[identityReliability].value[x] from FrIdentityReliability (extensible)
* extension[validationDate].value[x] only date
* extension[validationMode].value[x] only Coding
* extension[validationMode].value[x] from FrModeValidationIdentity (required)
