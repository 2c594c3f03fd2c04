Extension: FrPatientContactComment
Id: FrPatientContactComment
Title: "Commentaire sur le contact"
Description: "Remarque libre sur la personne à contacter."
Context: Patient.contact
* value[x] only string
