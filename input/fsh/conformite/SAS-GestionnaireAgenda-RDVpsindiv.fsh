Instance: SAS-GestionnaireAgenda-RDVpsindiv
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Plateforme SAS – rendez-vous de PS et de CPTS"
Description: "Ce que la plateforme SAS offre aux éditeurs : recevoir les rendez-vous créés ou modifiés chez des professionnels, à titre individuel ou en CPTS (INT_R03)."
* insert Exigences(SAS-GestionnaireAgenda-RDVpsindiv, SAS_gestionnaireAgenda_RDVpsindiv, server)
* rest[0].documentation = "La plateforme SAS reçoit les rendez-vous créés ou modifiés chez les professionnels à titre individuel."
* insert Ecriture(Appointment, http://sas.fr/fhir/StructureDefinition/FrAppointmentSAS)
* insert Parametre(0, 0, identifier, http://hl7.org/fhir/SearchParameter/Appointment-identifier, token, Identifiant du rendez-vous.)
