Instance: GAP-Appointment-latestStart
InstanceOf: SearchParameter
Usage: #definition
Title: "GAP-Appointment-latestStart"
Description: "Début au plus tard d'un rendez-vous."
* insert ParametreGap(GAP-Appointment-latestStart, GAP_Appointment_latestStart, start, Appointment, date)
* expression = "Appointment.start"
* experimental = false
* insert AuPlusTard
