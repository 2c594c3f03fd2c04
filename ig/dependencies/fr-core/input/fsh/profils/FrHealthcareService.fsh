Profile: FrHealthcareService
Parent: HealthcareService
Id: FrHealthcareService
Title: "Service de soins"
Description: "Offre de soins d'une structure française, avec les durées de ses types de service."
* insert ExtensionsParUrl
* extension contains FrServiceTypeDuration named serviceTypeDuration 0..*
* providedBy only Reference(FrOrganization)
* category 0..1
* specialty from FrPractitionerSpecialty (required)
* location only Reference(FrLocation)
* telecom only FrContactPoint
* coverageArea only Reference(FrLocation)
* availableTime.daysOfWeek from $days-of-week (required)
