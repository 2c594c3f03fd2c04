Instance: GAP-DeclarantRDV
InstanceOf: CapabilityStatement
Usage: #definition
Title: "GAP – déclarant de rendez-vous"
Description: "Crée des rendez-vous (6a) et les met à jour (6b) chez un gestionnaire d'agenda."
* insert ExigencesGap(GAP-DeclarantRDV, GAP_DeclarantRDV, client)
* rest[0].documentation = "Crée et modifie des rendez-vous."
* insert Ressource(0, Appointment, http://interopsante.org/fhir/StructureDefinition/FrAppointment)
* rest[0].resource[0].interaction[0].code = #read
* rest[0].resource[0].interaction[1].code = #create
* rest[0].resource[0].interaction[2].code = #update
* rest[0].resource[0].conditionalUpdate = true
