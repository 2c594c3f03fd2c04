ValueSet: FrLocationType
Id: fr-location-type
Title: "Types de lieux"
Description: "Usages et équipements particuliers d'un lieu : salle d'attente, d'examen, de réveil…"
* insert JeuFrCore
* include codes from system FrCSLocationType
