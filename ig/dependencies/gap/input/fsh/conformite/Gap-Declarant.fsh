Instance: Gap-Declarant
InstanceOf: CapabilityStatement
Usage: #definition
Title: "GAP – déclarant"
Description: "Crée, modifie et supprime des ressources, leurs agendas et leurs disponibilités."
* insert ExigencesGap(Gap-Declarant, GAP_Declarant, client)
* rest[0].documentation = "Crée, modifie et supprime des ressources, leurs agendas et leurs disponibilités."
* insert Declaration(0, Patient, http://interopsante.org/fhir/StructureDefinition/FrPatient)
* insert Declaration(1, Practitioner, http://interopsante.org/fhir/StructureDefinition/FrPractitioner)
* insert Declaration(2, PractitionerRole, http://hl7.org/fhir/StructureDefinition/PractitionerRole)
* insert Declaration(3, RelatedPerson, http://interopsante.org/fhir/StructureDefinition/FrRelatedPerson)
* insert Declaration(4, Location, http://interopsante.org/fhir/StructureDefinition/FrLocation)
* insert Declaration(5, HealthcareService, http://interopsante.org/fhir/StructureDefinition/FrHealthcareService)
* insert Declaration(6, Organization, http://interopsante.org/fhir/StructureDefinition/FrOrganization)
* insert Declaration(7, Device, http://hl7.org/fhir/StructureDefinition/Device)
* insert Ressource(8, Schedule, http://interopsante.org/fhir/StructureDefinition/FrSchedule)
* rest[0].resource[8].interaction[0].code = #create
* rest[0].resource[8].interaction[1].code = #update
* rest[0].resource[8].interaction[2].code = #delete
* rest[0].resource[8].interaction[3].code = #patch
