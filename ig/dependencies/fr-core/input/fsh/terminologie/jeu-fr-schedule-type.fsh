ValueSet: FrScheduleType
Id: fr-schedule-type
Title: "Types de plage d'agenda"
Description: "Disponibilité ou indisponibilité."
* insert JeuFrCore
* include codes from system FrCSScheduleType
