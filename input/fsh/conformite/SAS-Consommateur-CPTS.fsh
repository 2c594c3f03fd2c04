Instance: SAS-Consommateur-CPTS
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Profil SAS consommateur de créneaux CPTS"
Description: "La plateforme SAS consulte les créneaux des professionnels, ouverts ou non à des CPTS."
* insert Exigences(SAS-Consommateur-CPTS, SAS_consommateur_CPTS, client)
* rest[0].documentation = "La plateforme SAS consulte les créneaux des professionnels, ouverts ou non à des CPTS."
* insert CreneauxCpts
