Instance: SAS-GestionnaireAgenda-PsIndiv
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Profil SAS gestionnaire d'agenda PS Indiv"
Description: "L'éditeur d'agenda expose les créneaux disponibles des professionnels à titre individuel."
* insert Exigences(SAS-GestionnaireAgenda-PsIndiv, SAS_gestionnaireAgenda_Psindiv, server)
* rest[0].documentation = "L'éditeur d'agenda expose les créneaux disponibles des professionnels à titre individuel."
* insert CreneauxPsIndiv
