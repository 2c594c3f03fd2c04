Instance: GAP-Appointment-created
InstanceOf: SearchParameter
Usage: #definition
Title: "GAP-Appointment-created"
Description: "Date à laquelle le rendez-vous a été créé."
* insert ParametreGap(GAP-Appointment-created, GAP_Appointment_created, created, Appointment, date)
* expression = "Appointment.created"
