Extension: FrPatientContactComment
Id: FrPatientContactComment
Title: "Commentaire sur le contact"
Description: "Remarque libre sur la personne à contacter, par exemple quand la joindre."
Context: Patient.contact
* value[x] only string
