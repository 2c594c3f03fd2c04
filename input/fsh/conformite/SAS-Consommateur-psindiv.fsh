Instance: SAS-Consommateur-psindiv
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Plateforme SAS – créneaux de PS à titre individuel"
Description: "Ce que la plateforme SAS demande à un éditeur : chercher les créneaux libres de professionnels désignés par leur RPPS, avec leurs agendas et leurs situations d'exercice (INT_R01)."
* insert Exigences(SAS-Consommateur-psindiv, SAS_consommateur_psindiv, client)
* rest[0].documentation = "La plateforme SAS consulte les créneaux des professionnels à titre individuel."
* insert CreneauxPsIndiv
