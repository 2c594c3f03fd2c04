Instance: SAS-Consommateur-CPTS
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Plateforme SAS – créneaux de PS en CPTS"
Description: "Ce que la plateforme SAS demande à un éditeur qui équipe des CPTS : les créneaux des professionnels, et les CPTS auxquelles ils sont ouverts (INT_R04)."
* insert Exigences(SAS-Consommateur-CPTS, SAS_consommateur_CPTS, client)
* rest[0].documentation = "La plateforme SAS consulte les créneaux des professionnels, ouverts ou non à des CPTS."
* insert CreneauxCpts
