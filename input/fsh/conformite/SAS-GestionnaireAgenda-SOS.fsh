Instance: SAS-GestionnaireAgenda-SOS
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Profil SAS gestionnaire d'agenda SOS"
Description: "L'éditeur d'agenda expose les créneaux disponibles des lieux fixes de consultation de SOS Médecins."
* insert Exigences(SAS-GestionnaireAgenda-SOS, SAS_gestionnaireAgenda_SOS, server)
* rest[0].documentation = "L'éditeur d'agenda expose les créneaux disponibles des lieux fixes de consultation de SOS Médecins."
* insert CreneauxSos
