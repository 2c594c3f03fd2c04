ValueSet: FrLocationPhysicalType
Id: fr-location-physical-type
Title: "Types physiques de lieux"
Description: "Tous les types physiques de lieux."
* insert JeuFrCore
* include codes from system FrCSLocationPhysicalType
