Instance: GAP-GestionnaireAgenda
InstanceOf: CapabilityStatement
Usage: #definition
Title: "GAP – gestionnaire d'agenda"
Description: "Tient les agendas, leurs disponibilités et les rendez-vous, et rend les créneaux qui en découlent."
* insert ExigencesGap(GAP-GestionnaireAgenda, GAP_GestionnaireAgenda, server)
* rest[0].documentation = "Tient les agendas, leurs disponibilités et les rendez-vous, et rend les créneaux qui en découlent."
* insert Ressource(0, Schedule, http://interopsante.org/fhir/StructureDefinition/FrSchedule)
* rest[0].resource[0].interaction[0].code = #create
* rest[0].resource[0].interaction[1].code = #update
* rest[0].resource[0].interaction[2].code = #delete
* rest[0].resource[0].interaction[3].code = #patch
* insert Consultation(1, Slot, http://interopsante.org/fhir/StructureDefinition/FrSlot)
* insert Parametre(1, 0, GAP_Slot_earliestStart, date, https://interop.esante.gouv.fr/ig/fhir/gap/SearchParameter/GAP-Slot-earliestStart)
* insert Parametre(1, 1, GAP_Slot_latestStart, date, https://interop.esante.gouv.fr/ig/fhir/gap/SearchParameter/GAP-Slot-latestStart)
* insert Parametre(1, 2, GAP_Schedule_Actor, reference, http://hl7.org/fhir/SearchParameter/Schedule-actor)
* insert Parametre(1, 3, Schedule-actor, reference, http://hl7.org/fhir/SearchParameter/Schedule-actor)
* insert Parametre(1, 4, identifier, token, http://hl7.org/fhir/SearchParameter/Slot-identifier)
* insert Parametre(1, 5, status, token, http://hl7.org/fhir/SearchParameter/Slot-status)
* insert Ressource(2, Appointment, http://interopsante.org/fhir/StructureDefinition/FrAppointment)
* rest[0].resource[2].interaction[0].code = #create
* rest[0].resource[2].interaction[1].code = #update
* rest[0].resource[2].interaction[2].code = #read
* rest[0].resource[2].interaction[3].code = #search-type
* rest[0].resource[2].conditionalUpdate = true
* insert Parametre(2, 0, GAP_Appointment_priority, token, https://interop.esante.gouv.fr/ig/fhir/gap/SearchParameter/GAP-Appointment-priority)
* insert Parametre(2, 1, GAP_Appointment_description, string, https://interop.esante.gouv.fr/ig/fhir/gap/SearchParameter/GAP-Appointment-description)
* insert Parametre(2, 2, GAP_Appointment_created, date, https://interop.esante.gouv.fr/ig/fhir/gap/SearchParameter/GAP-Appointment-created)
* insert Parametre(2, 3, GAP_Appointment_Actor, reference, http://hl7.org/fhir/SearchParameter/Appointment-actor)
* insert Parametre(2, 4, GAP_Appointment_earliestStart, date, https://interop.esante.gouv.fr/ig/fhir/gap/SearchParameter/GAP-Appointment-earliestStart)
* insert Parametre(2, 5, GAP_Appointment_latestStart, date, https://interop.esante.gouv.fr/ig/fhir/gap/SearchParameter/GAP-Appointment-latestStart)
* insert Parametre(2, 6, date, date, http://hl7.org/fhir/SearchParameter/Appointment-date)
* insert Parametre(2, 7, identifier, token, http://hl7.org/fhir/SearchParameter/Appointment-identifier)
* insert Parametre(2, 8, service-type, token, http://hl7.org/fhir/SearchParameter/Appointment-service-type)
* insert Parametre(2, 9, status, token, http://hl7.org/fhir/SearchParameter/Appointment-status)
* insert Parametre(2, 10, supporting-info, reference, http://hl7.org/fhir/SearchParameter/Appointment-supporting-info)
