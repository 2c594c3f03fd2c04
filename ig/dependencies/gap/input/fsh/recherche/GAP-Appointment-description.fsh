Instance: GAP-Appointment-description
InstanceOf: SearchParameter
Usage: #definition
Title: "GAP-Appointment-description"
Description: "Recherche les rendez-vous dont le titre ou le commentaire commence par un texte."
* insert ParametreGap(GAP-Appointment-description, GAP_Appointment_description, description, Appointment, string)
* expression = "Appointment.comment | Appointment.description"
* multipleOr = false
* multipleAnd = false
