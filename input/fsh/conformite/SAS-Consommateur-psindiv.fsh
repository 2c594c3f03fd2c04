Instance: SAS-Consommateur-psindiv
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Profil SAS consommateur de créneaux"
Description: "La plateforme SAS consulte les créneaux des professionnels à titre individuel."
* insert Exigences(SAS-Consommateur-psindiv, SAS_consommateur_psindiv, client)
* rest[0].documentation = "La plateforme SAS consulte les créneaux des professionnels à titre individuel."
* insert CreneauxPsIndiv
