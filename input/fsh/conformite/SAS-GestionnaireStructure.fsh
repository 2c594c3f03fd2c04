Instance: SAS-GestionnaireStructure
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Éditeur – comptes de régulateurs"
Description: "Ce qu'un éditeur offre à la plateforme SAS : recevoir les comptes de régulateurs créés, modifiés ou désactivés (INT_R02)."
* insert Exigences(SAS-GestionnaireStructure, SAS_gestionnaireStructure, server)
* rest[0].documentation = "L'éditeur reçoit les comptes de régulateurs créés ou modifiés par la plateforme SAS."
* insert Ecriture(Practitioner, https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/FrPractitionerRegul)
* insert Parametre(0, 0, identifier, http://hl7.org/fhir/SearchParameter/Practitioner-identifier, token, Identifiant du professionnel.)
