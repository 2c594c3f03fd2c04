RuleSet: ParametreSas(id, nom, code, type)
* url = "https://interop.esante.gouv.fr/ig/fhir/sas/SearchParameter/{id}"
* name = "{nom}"
* status = #active
* code = #{code}
* base = #Slot
* type = #{type}

// --- Déclarations de capacités ----------------------------------------------

RuleSet: Exigences(id, nom, mode)
* url = "https://interop.esante.gouv.fr/ig/fhir/sas/CapabilityStatement/{id}"
* name = "{nom}"
* status = #draft
* experimental = false
* date = "2024-10-01T00:00:00+01:00"
* kind = #requirements
* fhirVersion = #4.0.1
* format = #application/fhir+json
* implementationGuide = "https://interop.esante.gouv.fr/ig/fhir/sas"
* rest[0].mode = #{mode}
* rest[0].security.cors = false
* rest[0].security.description = "Les échanges suivent la politique générale de sécurité des systèmes d'information de santé (PGSSI-S) et le volet Transport du CI-SIS."

RuleSet: Consultation(rang, type, profil)
* rest[0].resource[{rang}].type = #{type}
* rest[0].resource[{rang}].profile = "{profil}"
* rest[0].resource[{rang}].interaction[0].code = #read
* rest[0].resource[{rang}].interaction[1].code = #search-type

RuleSet: Ecriture(type, profil)
* rest[0].resource[0].type = #{type}
* rest[0].resource[0].profile = "{profil}"
* rest[0].resource[0].interaction[0].code = #create
* rest[0].resource[0].interaction[1].code = #update
* rest[0].resource[0].updateCreate = true
* rest[0].resource[0].conditionalUpdate = true

// « name » porte le nom du paramètre, non son code : ainsi fait le guide publié.
RuleSet: Parametre(rang, position, nom, definition, type, texte)
* rest[0].resource[{rang}].searchParam[{position}].name = "{nom}"
* rest[0].resource[{rang}].searchParam[{position}].definition = "{definition}"
* rest[0].resource[{rang}].searchParam[{position}].type = #{type}
* rest[0].resource[{rang}].searchParam[{position}].documentation = "{texte}"

RuleSet: ParametreDebut(rang)
* insert Parametre({rang}, 0, SPDateDebutSlot, https://interop.esante.gouv.fr/ig/fhir/sas/SearchParameter/slot-sp-start, date, Disponibilités dont le début tombe dans l'intervalle demandé.)

RuleSet: AgendaEtProfessionnel
* insert Consultation(1, Schedule, http://sas.fr/fhir/StructureDefinition/FrScheduleAgregateur)
* insert Parametre(1, 0, SearchSchedule-actor, http://hl7.org/fhir/SearchParameter/Schedule-actor, reference, Agenda d'un acteur : ici un professionnel.)
* insert Consultation(2, Practitioner, http://sas.fr/fhir/StructureDefinition/FrPractitionerAgregateur)
* insert Parametre(2, 0, Practitioner-identifier, http://hl7.org/fhir/SearchParameter/Practitioner-identifier, token, Professionnel connu par son identifiant : ici son RPPS.)

RuleSet: CreneauxPsIndiv
* insert Consultation(0, Slot, http://sas.fr/fhir/StructureDefinition/FrSlotAgregateur)
* insert ParametreDebut(0)
* rest[0].resource[0].searchInclude[0] = "Slot:schedule"
* rest[0].resource[0].searchInclude[1] = "Schedule:actor"
* insert AgendaEtProfessionnel

RuleSet: CreneauxCpts
* insert Consultation(0, Slot, https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/sas-cpts-slot-aggregator)
* insert ParametreDebut(0)
* rest[0].resource[0].searchInclude[0] = "Slot:schedule"
* rest[0].resource[0].searchInclude[1] = "Schedule:actor"
* rest[0].resource[0].searchInclude[2] = "Slot:service-type-reference"
* rest[0].resource[0].searchInclude[3] = "HealthcareService:organization"
* insert AgendaEtProfessionnel

RuleSet: CreneauxSos
* insert Consultation(0, Schedule, https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/sas-sos-schedule-aggregator)
* insert ParametreHas
* insert Parametre(0, 1, SearchSchedule-actor, http://hl7.org/fhir/SearchParameter/Schedule-actor, reference, Agenda d'un acteur : ici un lieu.)
* rest[0].resource[0].searchInclude[0] = "Schedule:actor:Location"
* rest[0].resource[0].searchInclude[1] = "Location:organization"
* rest[0].resource[0].searchRevInclude[0] = "Slot:schedule"
* insert Consultation(1, Slot, https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/sas-sos-slot-aggregator)
* insert ParametreDebut(1)
* insert Consultation(2, Location, https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/sas-sos-location-aggregator)
* insert Parametre(2, 0, Location-organization, http://hl7.org/fhir/SearchParameter/Location-organization, reference, Lieu rattaché à une structure.)
* insert Consultation(3, Organization, https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/sas-sos-organization-aggregator)
* insert Parametre(3, 0, Organization-identifier, http://hl7.org/fhir/SearchParameter/Organization-identifier, token, Structure connue par son identifiant : ici son SIRET.)
