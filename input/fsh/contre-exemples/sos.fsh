Instance: faux-sos-creneau-pro
InstanceOf: Slot
Usage: #example
Title: "Créneau SOS ouvert aux professionnels"
Description: "Slot.meta.security n'admet que PUBLIC et SNP pour SOS Médecins."
* insert SeReclameDuSas(sas-sos-slot-aggregator)
* insert TypeDeCreneau(0, PRO)
* insert Horaire(2027-03-25T18:00:00.000+01:00, 2027-03-25T18:30:00.000+01:00)
* schedule.reference = "Schedule/sos-agenda-1"

Instance: faux-sos-creneau-urgence
InstanceOf: Slot
Usage: #example
Title: "Type de consultation non admis"
Description: "Slot.serviceType.coding doit valoir AMB, HH ou VR."
* insert SeReclameDuSas(sas-sos-slot-aggregator)
* insert TypeDeCreneau(0, PUBLIC)
* insert ModeDeConsultation(0, EMER)
* insert Horaire(2027-03-25T18:00:00.000+01:00, 2027-03-25T18:30:00.000+01:00)
* schedule.reference = "Schedule/sos-agenda-1"

Instance: faux-sos-agenda-sans-reference
InstanceOf: Schedule
Usage: #example
Title: "Acteur sans référence"
Description: "Schedule.actor.reference est obligatoire (1..1)."
* insert SeReclameDuSas(sas-sos-schedule-aggregator)
* actor.display = "Centre de consultation Rennes Nord"

RuleSet: LieuSosFautif
* insert SeReclameDuSas(sas-sos-location-aggregator)
* insert LieuFixe(lfc-1, Centre de consultation Rennes Nord, sos-structure-1)

Instance: faux-sos-lieu-identifiant-national
InstanceOf: Location
Usage: #example
Title: "Lieu connu par un identifiant national"
Description: "Location.identifier.type doit porter INTRN, y compris pour un lieu qui a un identifiant national."
* insert LieuSosFautif
* insert Adresse(320 avenue du Général Patton, 35700, RENNES)
* identifier.type = $fr-location-identifier-type#IDNST

Instance: faux-sos-lieu-code-postal
InstanceOf: Location
Usage: #example
Title: "Code postal trop long"
Description: "Location.address.postalCode est limité à 5 caractères."
* insert LieuSosFautif
* insert Adresse(320 avenue du Général Patton, F-35700, RENNES)

Instance: faux-sos-lieu-sans-association
InstanceOf: Location
Usage: #example
Title: "Lieu sans association"
Description: "Location.managingOrganization est obligatoire (1..1)."
* insert SeReclameDuSas(sas-sos-location-aggregator)
* identifier.type = $fr-location-identifier-type#INTRN
* identifier.system = "https://sos.example.org/lieux"
* identifier.value = "lfc-1"
* name = "Centre de consultation Rennes Nord"
* insert Adresse(320 avenue du Général Patton, 35700, RENNES)

Instance: faux-sos-structure-siret
InstanceOf: Organization
Usage: #example
Title: "SIRET sans préfixe"
Description: "Invariant SIRET-invariant : le numéro s'écrit avec le chiffre 3 suivi de ses 14 chiffres."
* insert SeReclameDuSas(sas-sos-organization-aggregator)
* insert AssociationSos(12345678900011)
* name = "SOS Médecins Rennes (exemple)"

Instance: faux-sos-reponse-sans-fullurl
InstanceOf: Bundle
Usage: #example
Title: "Entrée sans fullUrl"
Description: "Bundle.entry.fullUrl est obligatoire dans chaque tranche ; ici il manque à l'association."
* insert SeReclameDuSas(sas-sos-bundle-aggregator)
* insert RechercheSos(1, 312345678900011)
* insert Entree(0, Schedule, sos-agenda-1, match)
* insert Entree(1, Slot, sos-creneau-1, include)
* insert Entree(2, Location, sos-lieu-1, include)
* entry[3].resource = sos-structure-1
* entry[3].search.mode = #include
