Instance: SAS-GestionnaireAgenda-PsIndiv
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Éditeur – créneaux de PS à titre individuel"
Description: "Ce qu'un éditeur d'agenda offre à la plateforme SAS : les créneaux libres de professionnels à titre individuel (INT_R01)."
* insert Exigences(SAS-GestionnaireAgenda-PsIndiv, SAS_gestionnaireAgenda_Psindiv, server)
* rest[0].documentation = "L'éditeur d'agenda expose les créneaux disponibles des professionnels à titre individuel."
* insert CreneauxPsIndiv
