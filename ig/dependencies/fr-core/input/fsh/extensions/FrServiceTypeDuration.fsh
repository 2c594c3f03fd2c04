Extension: FrServiceTypeDuration
Id: FrServiceTypeDuration
Title: "Type de service et durée"
Description: "Type de service proposé et durée habituelle d'un rendez-vous de ce type."
Context: PractitionerRole, HealthcareService, Schedule
* extension contains
    serviceType 1..1 and
    duration 0..1
* extension[serviceType].value[x] only CodeableConcept
* extension[serviceType].value[x].coding from $service-type (example)
* extension[duration].value[x] only Duration
