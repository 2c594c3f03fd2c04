Profile: FrAppointment
Parent: Appointment
Id: FrAppointment
Title: "Rendez-vous"
Description: "Rendez-vous en France, avec la personne ou la structure qui l'a créé, modifié ou annulé."
* insert ExtensionsParUrl
* extension contains FrAppointmentOperator named appointmentOperator 0..1
* status from $appointmentstatus (required)
* specialty from FrPractitionerSpecialty (required)
* slot only Reference(FrSlot)
* participant.actor only Reference(Device or PractitionerRole or FrRelatedPerson or FrHealthcareService or FrPractitioner or FrPatient or FrLocation)
