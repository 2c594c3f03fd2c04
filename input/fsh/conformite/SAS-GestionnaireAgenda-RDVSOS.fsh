Instance: SAS-GestionnaireAgenda-RDVSOS
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Plateforme SAS – rendez-vous de SOS Médecins"
Description: "Ce que la plateforme SAS offre aux éditeurs de SOS Médecins : recevoir les rendez-vous créés, confirmés ou modifiés (INT_R03)."
* insert Exigences(SAS-GestionnaireAgenda-RDVSOS, SAS_gestionnaireAgenda_RDVSOS, server)
* rest[0].documentation = "La plateforme SAS reçoit les rendez-vous créés ou modifiés chez SOS Médecins."
* insert Ecriture(Appointment, https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/sas-sos-appointment)
* insert Parametre(0, 0, identifier, http://hl7.org/fhir/SearchParameter/Appointment-identifier, token, Identifiant du rendez-vous.)
