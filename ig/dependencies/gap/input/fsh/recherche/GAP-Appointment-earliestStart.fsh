Instance: GAP-Appointment-earliestStart
InstanceOf: SearchParameter
Usage: #definition
Title: "GAP-Appointment-earliestStart"
Description: "Recherche les rendez-vous qui commencent à une date ou après elle (gt, ge)."
* insert ParametreGap(GAP-Appointment-earliestStart, GAP_Appointment_earliestStart, start, Appointment, date)
* expression = "Appointment.start"
* experimental = false
* insert AuPlusTot
