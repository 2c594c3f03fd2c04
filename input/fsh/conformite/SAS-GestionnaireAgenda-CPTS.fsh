Instance: SAS-GestionnaireAgenda-CPTS
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Éditeur – créneaux de PS en CPTS"
Description: "Ce qu'un éditeur d'agenda offre à la plateforme SAS : les créneaux libres de professionnels, ouverts ou non à des CPTS (INT_R04)."
* insert Exigences(SAS-GestionnaireAgenda-CPTS, SAS_gestionnaireAgenda_CPTS, server)
* rest[0].documentation = "L'éditeur d'agenda expose les créneaux disponibles, ouverts ou non à des CPTS."
* insert CreneauxCpts
