Instance: GAP-Appointment-description
InstanceOf: SearchParameter
Usage: #definition
Title: "GAP-Appointment-description"
Description: "Commentaire ou titre d'un rendez-vous."
* insert ParametreGap(GAP-Appointment-description, GAP_Appointment_description, description, Appointment, string)
* expression = "Appointment.comment | Appointment.description"
* multipleOr = false
* multipleAnd = false
