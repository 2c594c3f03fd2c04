Instance: SAS-GestionnaireAgenda-CPTS
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Profil SAS gestionnaire d'agenda CPTS"
Description: "L'éditeur d'agenda expose les créneaux disponibles, ouverts ou non à des CPTS."
* insert Exigences(SAS-GestionnaireAgenda-CPTS, SAS_gestionnaireAgenda_CPTS, server)
* rest[0].documentation = "L'éditeur d'agenda expose les créneaux disponibles, ouverts ou non à des CPTS."
* insert CreneauxCpts
