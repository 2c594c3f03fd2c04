Instance: SAS-Consommateur-SOS
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Plateforme SAS – créneaux de SOS Médecins"
Description: "Ce que la plateforme SAS demande à un éditeur de SOS Médecins : les agendas des lieux fixes d'une association, et leurs créneaux libres (INT_SOS1)."
* insert Exigences(SAS-Consommateur-SOS, SAS_consommateur_SOS, client)
* rest[0].documentation = "La plateforme SAS consulte les créneaux de SOS Médecins."
* insert CreneauxSos
