Extension: FrAppointmentOperator
Id: FrAppointmentOperator
Title: "Opérateur du rendez-vous"
Description: "Personne ou structure qui a créé, modifié ou annulé le rendez-vous."
Context: Appointment
* value[x] only Reference(FrOrganization or FrPractitioner or FrPatient or RelatedPerson)
