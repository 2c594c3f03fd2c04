Extension: FrPatientContactIdentifier
Id: FrPatientContactIdentifier
Title: "Identifiant du contact"
Description: "Identifiant de la personne à contacter, dans le système qui la connaît."
Context: Patient.contact
* . 0..1
* value[x] only Identifier
