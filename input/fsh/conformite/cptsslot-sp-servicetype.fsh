Instance: cptsslot-sp-servicetype
InstanceOf: SearchParameter
Usage: #definition
Title: "Service de soins d'un créneau CPTS"
Description: "Recherche ou inclut les services de soins (CPTS) auxquels un créneau est ouvert, comme le paramètre de R5."
* insert ParametreSas(cptsslot-sp-servicetype, SPServiceTypeCPTS, service-type-reference, reference)
// Expression relative à un créneau, sans « Slot. » en tête, comme dans le guide publié.
* expression = "serviceType.extension.where(url='http://hl7.org/fhir/5.0/StructureDefinition/extension-Slot.serviceType').value"
