Instance: SAS-GestionnaireStructure
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Profil SAS gestionnaire de structure"
Description: "L'éditeur reçoit les comptes de régulateurs créés ou modifiés par la plateforme SAS."
* insert Exigences(SAS-GestionnaireStructure, SAS_gestionnaireStructure, server)
* rest[0].documentation = "L'éditeur reçoit les comptes de régulateurs créés ou modifiés par la plateforme SAS."
* insert Ecriture(Practitioner, https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/FrPractitionerRegul)
* insert Parametre(0, 0, identifier, http://hl7.org/fhir/SearchParameter/Practitioner-identifier, token, Identifiant du professionnel.)
