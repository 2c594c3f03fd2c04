ValueSet: FrLocationPhysicalType
Id: fr-location-physical-type
Title: "Types physiques de lieux"
Description: "Formes matérielles d'un lieu : bâtiment, étage, chambre, lit…"
* insert JeuFrCore
* include codes from system FrCSLocationPhysicalType
