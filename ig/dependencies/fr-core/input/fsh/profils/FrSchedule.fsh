Profile: FrSchedule
Parent: Schedule
Id: FrSchedule
Title: "Agenda"
Description: "Agenda en France. Le type de service et sa durée sont portés par l'extension serviceTypeDuration, qui remplace serviceType."
* insert ExtensionsParUrl
* extension contains
    FrServiceTypeDuration named serviceTypeDuration 0..* and
    FrScheduleAvailabiltyTime named availabilityTime 0..*
* insert UsageIdentifiant
* serviceCategory 0..1
* serviceType 0..0
* specialty from FrPractitionerSpecialty (required)
* actor only Reference(Device or PractitionerRole or FrRelatedPerson or FrHealthcareService or FrLocation or FrPatient or FrPractitioner)
