Profile: FrAppointmentSASSOS
Parent: FrAppointment
Id: sas-sos-appointment
Title: "Rendez-vous – SOS Médecins"
Description: "Rendez-vous pris dans un lieu fixe de consultation, que l'éditeur de SOS Médecins transmet à la plateforme SAS."
* insert RendezVousSas
* extension 1..1
* extension[appointmentOperator].value[x][valueReference].identifier.type.coding from TypeIdentifiantSAS (required)
* insert ParticipationSos
