Extension: FrAppointmentOperator
Id: FrAppointmentOperator
Title: "Opérateur du rendez-vous"
Description: "Personne ou structure qui a créé, modifié ou annulé le rendez-vous."
Context: Appointment
// Le paquet publié admet des extensions à côté de la valeur ; SUSHI les ferme sur toute
// extension simple (Extension.extension 0..0) : la mise en paquet les rouvre (open_extensions).
* value[x] only Reference(FrOrganization or FrPractitioner or FrPatient or RelatedPerson)
