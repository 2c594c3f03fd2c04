Instance: SAS-Consommateur-SOS
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Profil SAS consommateur de créneaux SOS"
Description: "La plateforme SAS consulte les créneaux de SOS Médecins."
* insert Exigences(SAS-Consommateur-SOS, SAS_consommateur_SOS, client)
* rest[0].documentation = "La plateforme SAS consulte les créneaux de SOS Médecins."
* insert CreneauxSos
