Instance: GAP-Appointment-created
InstanceOf: SearchParameter
Usage: #definition
Title: "GAP-Appointment-created"
Description: "Recherche les rendez-vous d'après la date à laquelle ils ont été créés."
* insert ParametreGap(GAP-Appointment-created, GAP_Appointment_created, created, Appointment, date)
* expression = "Appointment.created"
