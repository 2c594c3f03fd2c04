RuleSet: CreneauPs
* insert SeReclameDeSasFr(FrSlotAgregateur)
* insert TypeDeCreneau(0, PUBLIC)
* insert Horaire(2027-03-25T09:00:00.000+01:00, 2027-03-25T09:20:00.000+01:00)
* schedule.reference = "Schedule/ps-agenda-1"

Instance: faux-ps-creneau-occupe
InstanceOf: Slot
Usage: #example
Title: "Créneau occupé"
Description: "Slot.status doit valoir exactement « free »."
* insert CreneauPs
* status = #busy

Instance: faux-ps-creneau-type-inconnu
InstanceOf: Slot
Usage: #example
Title: "Type de créneau inconnu"
Description: "Slot.meta.security est lié obligatoirement à JDV_J165 ; VIP n'en est pas."
* insert CreneauPs
* meta.security[0] = $TRE-R314#VIP

Instance: faux-ps-creneau-specialite-en-texte
InstanceOf: Slot
Usage: #example
Title: "Spécialité en texte seul"
Description: "Slot.specialty est lié obligatoirement aux spécialités ordinales : un texte sans code ne suffit pas."
* insert CreneauPs
* specialty.text = "Médecine générale"

Instance: faux-ps-creneau-deux-categories
InstanceOf: Slot
Usage: #example
Title: "Deux catégories de service"
Description: "Slot.serviceCategory est limité à 0..1 par FR Core."
* insert CreneauPs
* serviceCategory[0].text = "Consultation"
* serviceCategory[1].text = "Visite"

Instance: faux-ps-creneau-consultation-inconnue
InstanceOf: Slot
Usage: #example
Title: "Type de consultation hors du jeu"
Description: "Une répétition de Slot.serviceType dont le système est v3-ActCode est de la tranche TypeConsultation : son code doit être un ActEncounterCode."
* insert CreneauPs
* serviceType.coding = $v3-ActCode#ACCTRECEIVABLE

Instance: faux-ps-agenda-type-de-service
InstanceOf: Schedule
Usage: #example
Title: "Type de service dans l'agenda"
Description: "Schedule.serviceType est interdit (0..0) : l'extension serviceTypeDuration le remplace."
* insert SeReclameDeSasFr(FrScheduleAgregateur)
* actor.reference = "Practitioner/ps-praticien-1"
* serviceType.text = "Consultation"

Instance: faux-ps-praticien-sans-identifiant
InstanceOf: Practitioner
Usage: #example
Title: "Professionnel sans identifiant"
Description: "Practitioner.identifier est obligatoire (1..*)."
* insert SeReclameDeSasFr(FrPractitionerAgregateur)
* name.family = "LENOIR"

Instance: faux-ps-praticien-identifiant-interne
InstanceOf: Practitioner
Usage: #example
Title: "Professionnel connu par un identifiant interne"
Description: "Practitioner.identifier.type doit porter IDNPS."
* insert SeReclameDeSasFr(FrPractitionerAgregateur)
* insert Rpps(identifier, 10199999991)
* identifier.type = $fr-v2-0203#INTRN

Instance: faux-ps-praticien-identifiant-sans-valeur
InstanceOf: Practitioner
Usage: #example
Title: "Identifiant sans valeur"
Description: "Practitioner.identifier.value est obligatoire (FR Core)."
* insert SeReclameDeSasFr(FrPractitionerAgregateur)
* identifier.type = $fr-v2-0203#IDNPS
* identifier.system = "urn:oid:1.2.250.1.71.4.2.1"

Instance: faux-ps-praticien-deux-civilites
InstanceOf: Practitioner
Usage: #example
Title: "Deux civilités"
Description: "Un FrHumanName n'a qu'un préfixe (0..1)."
* insert SeReclameDeSasFr(FrPractitionerAgregateur)
* insert Rpps(identifier, 10199999991)
* name.family = "LENOIR"
* name.prefix[0] = "M"
* name.prefix[1] = "MME"

Instance: faux-ps-praticien-telecom-sans-valeur
InstanceOf: Practitioner
Usage: #example
Title: "Téléphone sans numéro"
Description: "Un FrContactPoint a une valeur (1..1)."
* insert SeReclameDeSasFr(FrPractitionerAgregateur)
* insert Rpps(identifier, 10199999991)
* telecom.system = #phone

RuleSet: SituationPs
* insert SeReclameDeSasFr(FrPractitionerRoleExerciceAgregateur)
* practitioner.reference = "Practitioner/ps-praticien-1"

Instance: faux-ps-situation-sans-lieu-contenu
InstanceOf: PractitionerRole
Usage: #example
Title: "Situation d'exercice sans lieu contenu"
Description: "PractitionerRole.contained est obligatoire (1..*) et location doit viser une ressource contenue."
* insert SituationPs
* location.reference = "Location/ps-lieu-1"

Instance: faux-ps-situation-deux-lieux
InstanceOf: PractitionerRole
Usage: #example
Title: "Deux lieux"
Description: "PractitionerRole.location est limité à 1..1."
* insert SituationPs
* contained[0] = ps-lieu-1
* contained[1] = ps-lieu-2
* location[0].reference = "#ps-lieu-1"
* location[1].reference = "#ps-lieu-2"

Instance: faux-ps-situation-structure-mal-typee
InstanceOf: PractitionerRole
Usage: #example
Title: "Structure mal identifiée"
Description: "PractitionerRole.organization.identifier.system doit être urn:oid:1.2.250.1.71.4.2.2."
* insert SituationPs
* contained = ps-lieu-1
* location.reference = "#ps-lieu-1"
* organization.identifier.type = $fr-v2-0203#IDNST
* organization.identifier.system = "urn:oid:1.2.250.1.71.4.2.1"
* organization.identifier.value = "1350000016"

Instance: faux-ps-lieu-sans-adresse
InstanceOf: Location
Usage: #example
Title: "Lieu sans adresse"
Description: "Location.address est obligatoire (1..1)."
* insert SeReclameDeSasFr(FrLocationAgregateur)
* identifier.type = $fr-location-identifier-type#INTRN
* identifier.system = "https://agenda.example.org/lieux"
* identifier.value = "lieu-1"

Instance: faux-ps-lieu-deux-lignes
InstanceOf: Location
Usage: #example
Title: "Adresse sur deux lignes"
Description: "Location.address.line est limité à 1..1."
* insert SeReclameDeSasFr(FrLocationAgregateur)
* insert LieuDeConsultation(lieu-1, 12 rue de Nantes, 35000, RENNES)
* address.line[1] = "Bâtiment B"

Instance: faux-ps-reponse-collection
InstanceOf: Bundle
Usage: #example
Title: "Réponse qui n'est pas un résultat de recherche"
Description: "Bundle.type doit être « searchset »."
* insert SeReclameDeSasFr(BundleAgregateur)
* type = #collection
