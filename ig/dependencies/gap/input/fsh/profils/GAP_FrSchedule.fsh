Profile: GAP_FrSchedule
Parent: FrSchedule
Id: gap-fr-schedule
Title: "Agenda – GAP"
Description: "Agenda du volet GAP. Sans contrainte propre : ce profil garde une URL au volet pour le jour où il en aura."
