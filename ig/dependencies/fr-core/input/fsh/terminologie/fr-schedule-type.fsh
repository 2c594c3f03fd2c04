CodeSystem: FrCSScheduleType
Id: fr-schedule-type
Title: "Types de plage d'agenda"
Description: "Une plage déclarée ouvre l'agenda ou le ferme."
* insert SystemeFrCore
* #busy-unavailable "Indisponibilité"
* #free "Disponibilité"
