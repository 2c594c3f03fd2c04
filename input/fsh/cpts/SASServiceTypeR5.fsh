Extension: SASServiceTypeR5
Id: sas-cpts-slot-servicetype-aggregator
Title: "Slot.serviceType à la façon de R5"
Description: "En R5, Slot.serviceType est une CodeableReference. Le concept reste ici dans serviceType, et cette extension porte la référence au service de soins."
Context: Slot.serviceType
* ^url = "http://hl7.org/fhir/5.0/StructureDefinition/extension-Slot.serviceType"
* url = "http://hl7.org/fhir/5.0/StructureDefinition/extension-Slot.serviceType" (exactly)
* value[x] only Reference(HealthcareService)
