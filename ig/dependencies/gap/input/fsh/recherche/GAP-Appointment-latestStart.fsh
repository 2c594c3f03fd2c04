Instance: GAP-Appointment-latestStart
InstanceOf: SearchParameter
Usage: #definition
Title: "GAP-Appointment-latestStart"
Description: "Recherche les rendez-vous qui commencent à une date ou avant elle (lt, le)."
* insert ParametreGap(GAP-Appointment-latestStart, GAP_Appointment_latestStart, start, Appointment, date)
* expression = "Appointment.start"
* experimental = false
* insert AuPlusTard
