Instance: GAP-Appointment-earliestStart
InstanceOf: SearchParameter
Usage: #definition
Title: "GAP-Appointment-earliestStart"
Description: "Début au plus tôt d'un rendez-vous."
* insert ParametreGap(GAP-Appointment-earliestStart, GAP_Appointment_earliestStart, start, Appointment, date)
* expression = "Appointment.start"
* experimental = false
* insert AuPlusTot
