Profile: GAP_FrAppointment
Parent: FrAppointment
Id: gap-fr-appointment
Title: "GAP-FrAppointment"
Description: "Rendez-vous du volet GAP. Sans contrainte propre : ce profil garde une URL au volet pour le jour où il en aura."
