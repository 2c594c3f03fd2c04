Instance: SAS-GestionnaireAgenda-SOS
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Éditeur – créneaux de SOS Médecins"
Description: "Ce qu'un éditeur de SOS Médecins offre à la plateforme SAS : les créneaux libres des lieux fixes de consultation (INT_SOS1)."
* insert Exigences(SAS-GestionnaireAgenda-SOS, SAS_gestionnaireAgenda_SOS, server)
* rest[0].documentation = "L'éditeur d'agenda expose les créneaux disponibles des lieux fixes de consultation de SOS Médecins."
* insert CreneauxSos
