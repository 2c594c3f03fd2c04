Instance: GAP-GestionnaireRessources
InstanceOf: CapabilityStatement
Usage: #definition
Title: "GAP – gestionnaire de ressources"
Description: "Tient les ressources qui ont un agenda : les crée, les modifie et les supprime à la demande."
* insert ExigencesGap(GAP-GestionnaireRessources, GAP_GestionnaireRessources, server)
* rest[0].documentation = "Tient les ressources qui ont un agenda : les crée, les modifie et les supprime à la demande."
* insert Declaration(0, Patient, http://interopsante.org/fhir/StructureDefinition/FrPatient)
* insert Declaration(1, Practitioner, http://interopsante.org/fhir/StructureDefinition/FrPractitioner)
* insert Declaration(2, PractitionerRole, http://hl7.org/fhir/StructureDefinition/PractitionerRole)
* insert Declaration(3, RelatedPerson, http://interopsante.org/fhir/StructureDefinition/FrRelatedPerson)
* insert Declaration(4, Location, http://interopsante.org/fhir/StructureDefinition/FrLocation)
* insert Declaration(5, HealthcareService, http://interopsante.org/fhir/StructureDefinition/FrHealthcareService)
* insert Declaration(6, Organization, http://interopsante.org/fhir/StructureDefinition/FrOrganization)
* insert Declaration(7, Device, http://hl7.org/fhir/StructureDefinition/Device)
