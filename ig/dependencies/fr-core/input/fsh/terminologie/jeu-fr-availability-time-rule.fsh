ValueSet: FrAvailabilityTimeRule
Id: fr-availability-time-rule
Title: "Fréquences d'une récurrence"
Description: "Fréquences d'une règle de récurrence iCalendar."
* insert JeuFrCore
* $rfc2445#SECONDLY "Par seconde"
* $rfc2445#MINUTELY "Par minute"
* $rfc2445#HOURLY "Par heure"
* $rfc2445#DAILY "Par jour"
* $rfc2445#WEEKLY "Par semaine"
* $rfc2445#MONTHLY "Par mois"
* $rfc2445#YEARLY "Par an"
