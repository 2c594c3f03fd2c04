ValueSet: FrScheduleType
Id: fr-schedule-type
Title: "Types de plage d'agenda"
Description: "Une plage d'agenda est une disponibilité (free) ou une indisponibilité (busy-unavailable)."
* insert JeuFrCore
* include codes from system FrCSScheduleType
