Profile: GAP_FrAppointment
Parent: FrAppointment
Id: gap-fr-appointment
Title: "Rendez-vous – GAP"
Description: "Rendez-vous du volet GAP. Sans contrainte propre : ce profil garde une URL au volet pour le jour où il en aura."
