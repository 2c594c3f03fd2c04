Instance: GAP-Appointment-priority
InstanceOf: SearchParameter
Usage: #definition
Title: "GAP-Appointment-priority"
Description: "Recherche les rendez-vous d'une priorité donnée, par sa valeur exacte."
* insert ParametreGap(GAP-Appointment-priority, GAP_Appointment_priority, priority, Appointment, token)
* expression = "Appointment.priority"
* multipleOr = false
* multipleAnd = false
