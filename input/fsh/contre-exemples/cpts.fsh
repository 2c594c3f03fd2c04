RuleSet: CreneauCpts
* insert SeReclameDuSas(sas-cpts-slot-aggregator)
* insert TypeDeCreneau(0, CPTS)
* insert Horaire(2027-03-25T10:00:00.000+01:00, 2027-03-25T10:20:00.000+01:00)
* schedule.reference = "Schedule/ps-agenda-1"

Instance: faux-cpts-creneau-sans-service
InstanceOf: Slot
Usage: #example
Title: "Créneau CPTS sans service de soins"
Description: "Dans la tranche referencecpts (catégorie 604), l'extension vers le service de soins est obligatoire."
* insert CreneauCpts
* serviceType.coding = $TRE-R66#604

Instance: faux-cpts-creneau-consultation-avec-service
InstanceOf: Slot
Usage: #example
Title: "Service de soins sur un type de consultation"
Description: "Dans la tranche TypeConsultation, l'extension vers le service de soins est interdite (0..0)."
* insert CreneauCpts
* insert ModeDeConsultation(0, AMB)
* serviceType[0].extension.url = $extension-Slot.serviceType
* serviceType[0].extension.valueReference.reference = "HealthcareService/cpts-service-1"

Instance: faux-cpts-creneau-motif-de-rendez-vous
InstanceOf: Slot
Usage: #example
Title: "Type de rendez-vous hors du jeu"
Description: "Slot.appointmentType.coding doit valoir ROUTINE ou WALKIN."
* insert CreneauCpts
* appointmentType.coding = $v2-0276#CHECKUP

Instance: faux-cpts-service-sans-structure
InstanceOf: HealthcareService
Usage: #example
Title: "Service de soins sans CPTS"
Description: "HealthcareService.providedBy est obligatoire (1..1)."
* insert SeReclameDuSas(sas-cpts-healthcareservice-aggregator)

Instance: faux-cpts-structure-finess
InstanceOf: Organization
Usage: #example
Title: "FINESS sans préfixe"
Description: "Invariant FINESS-invariant : le numéro s'écrit avec le chiffre 1 suivi de ses 9 chiffres."
* insert SeReclameDuSas(sas-cpts-organization-aggregator)
* insert Cpts(350000024)
* name = "CPTS du Pays de Rennes"

Instance: faux-cpts-structure-type-1-1-0
InstanceOf: Organization
Usage: #example
Title: "Type d'identifiant de la version 1.1.0"
Description: "Organization.identifier.type doit porter IDNST dans le système de FR Core 2 ; la version 1.1.0 du guide voulait celui des identifiants de lieux."
* insert SeReclameDuSas(sas-cpts-organization-aggregator)
* insert AssociationSos(1350000024)
* name = "CPTS du Pays de Rennes"

Instance: faux-cpts-reponse-vide
InstanceOf: Bundle
Usage: #example
Title: "Réponse vide qui se réclame du profil CPTS"
Description: "Bundle.entry est obligatoire (4..*), une fois au moins dans chacune de ses quatre premières tranches."
* insert SeReclameDuSas(sas-cpts-bundle-aggregator)
* insert RechercheCpts(0)

Instance: faux-cpts-reponse-sans-total
InstanceOf: Bundle
Usage: #example
Title: "Réponse sans total"
Description: "Bundle.total est obligatoire (1..1)."
* insert SeReclameDuSas(sas-cpts-bundle-aggregator)
* type = #searchset
* link.relation = "self"
* link.url = "https://agenda.example.org/fhir/Slot?status=free"
* insert Entree(0, Slot, cpts-creneau-3, match)
* insert Entree(1, Schedule, ps-agenda-1, include)
* insert Entree(2, Practitioner, ps-praticien-1, include)
* insert Entree(3, PractitionerRole, ps-situation-1, include)
