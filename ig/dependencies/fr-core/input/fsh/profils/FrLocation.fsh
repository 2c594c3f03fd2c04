Profile: FrLocation
Parent: Location
Id: FrLocation
Title: "Lieu"
Description: "Lieu de prise en charge en France, muni d'au moins un identifiant typé."
* insert ExtensionsParUrl
* extension contains FrLocationUsePeriod named usePeriod 0..1
* identifier 1..*
* insert IdentifiantComplet
* identifier.type from FrLocationIdentifierType (extensible)
* identifier.assigner only Reference(FrOrganization)
* status from $location-status (required)
* mode from $location-mode (required)
* type 0..1
* type from FrLocationType (extensible)
* telecom only FrContactPoint
* address only FrAddress
* physicalType from FrLocationPhysicalType (example)
* managingOrganization only Reference(FrOrganization)
* partOf only Reference(FrLocation)
* partOf.extension ^slicing.discriminator[0].type = #value
* partOf.extension ^slicing.discriminator[0].path = "url"
* partOf.extension ^slicing.rules = #open
* partOf.extension ^slicing.ordered = false
* partOf.extension contains FrLocationPartOfPositionRoom named positionRoom 0..1
* hoursOfOperation.daysOfWeek from $days-of-week (required)
