Instance: GAP-Appointment-priority
InstanceOf: SearchParameter
Usage: #definition
Title: "GAP-Appointment-priority"
Description: "Priorité d'un rendez-vous."
* insert ParametreGap(GAP-Appointment-priority, GAP_Appointment_priority, priority, Appointment, token)
* expression = "Appointment.priority"
* multipleOr = false
* multipleAnd = false
