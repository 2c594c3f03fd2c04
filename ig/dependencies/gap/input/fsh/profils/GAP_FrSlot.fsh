Profile: GAP_FrSlot
Parent: FrSlot
Id: gap-fr-slot
Title: "Créneau – GAP"
Description: "Créneau du volet GAP. Sans contrainte propre : ce profil garde une URL au volet pour le jour où il en aura."
