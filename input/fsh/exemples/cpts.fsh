// Un créneau ouvert à une CPTS, un autre à deux.

Instance: cpts-structure-1
InstanceOf: FrOrganizationAgregateurCPTS
Usage: #example
Title: "CPTS du Pays de Rennes"
Description: "CPTS avec son nom et son téléphone."
* insert Cpts(1350000024)
* name = "CPTS du Pays de Rennes"
* telecom.system = #phone
* telecom.value = "+33299000024"

Instance: cpts-structure-2
InstanceOf: FrOrganizationAgregateurCPTS
Usage: #example
Title: "CPTS de la Rade"
Description: "CPTS dont l'identifiant porte aussi le codage que voulait la version 1.1.0 du guide."
* insert Cpts(1290000036)
* identifier.type.coding[1] = $fr-location-identifier-type#IDNST
* name = "CPTS de la Rade"

RuleSet: Cpts(finess)
* identifier.type.coding[0] = $fr-core-cs-v2-0203#IDNST
* identifier.system = "urn:oid:1.2.250.1.71.4.2.2"
* identifier.value = "{finess}"

Instance: cpts-service-1
InstanceOf: FrHealthcareServiceAgregateurCPTS
Usage: #example
Title: "Service de la CPTS du Pays de Rennes"
Description: "Lien entre les créneaux et la CPTS du Pays de Rennes : rien d'autre que la structure qui l'offre."
* id = "cpts-service-1"
* providedBy = Reference(cpts-structure-1)

Instance: cpts-service-2
InstanceOf: FrHealthcareServiceAgregateurCPTS
Usage: #example
Title: "Service de la CPTS de la Rade"
Description: "Lien entre les créneaux et la CPTS de la Rade, avec un nom, qui est facultatif."
* id = "cpts-service-2"
* providedBy = Reference(cpts-structure-2)
* name = "Soins non programmés de la Rade"

Instance: cpts-creneau-1
InstanceOf: FrSlotAgregateurCPTS
Usage: #example
Title: "Créneau – ouvert à une CPTS"
Description: "Créneau ouvert au grand public et à une CPTS, avec un motif de consultation."
* insert TypeDeCreneau(0, PUBLIC)
* insert TypeDeCreneau(1, CPTS)
* insert ModeDeConsultation(0, AMB)
* insert OuvertALaCpts(1, cpts-service-1)
* serviceType[2].text = "Suture"
* specialty[0] = $TRE-R38#SM54 "Médecine générale (SM)"
* appointmentType.coding = $v2-0276#ROUTINE
* schedule = Reference(ps-agenda-1)
* insert Horaire(2027-03-25T10:00:00.000+01:00, 2027-03-25T10:20:00.000+01:00)
* comment = "https://agenda.example.org/rdv/ps-agenda-1"

Instance: cpts-creneau-2
InstanceOf: FrSlotAgregateurCPTS
Usage: #example
Title: "Créneau – ouvert à deux CPTS"
Description: "Créneau de visite à domicile réservé à deux CPTS : deux répétitions de la catégorie 604."
* insert TypeDeCreneau(0, CPTS)
* insert ModeDeConsultation(0, HH)
* insert OuvertALaCpts(1, cpts-service-1)
* insert OuvertALaCpts(2, cpts-service-2)
* specialty[0] = $TRE-R38#SM54 "Médecine générale (SM)"
* appointmentType.coding = $v2-0276#ROUTINE
* schedule = Reference(ps-agenda-1)
* insert Horaire(2027-03-25T10:20:00.000+01:00, 2027-03-25T10:40:00.000+01:00)
* comment = "https://agenda.example.org/rdv/ps-agenda-1"

RuleSet: OuvertALaCpts(rang, service)
* serviceType[{rang}].coding = $TRE-R66#604
* serviceType[{rang}].extension.url = $extension-Slot.serviceType
* serviceType[{rang}].extension.valueReference = Reference({service})

Instance: cpts-reponse-1
InstanceOf: BundleAgregateurCPTS
Usage: #example
Title: "Réponse – créneaux de deux CPTS"
Description: "Réponse de l'agrégateur avec les services de soins et les CPTS des créneaux."
* insert RechercheCpts(2)
* insert Entree(0, Slot, cpts-creneau-1, match)
* insert Entree(1, Slot, cpts-creneau-2, match)
* insert Entree(2, Schedule, ps-agenda-1, include)
* insert Entree(3, Practitioner, ps-praticien-1, include)
* insert Entree(4, PractitionerRole, ps-situation-1, include)
* insert Entree(5, HealthcareService, cpts-service-1, include)
* insert Entree(6, HealthcareService, cpts-service-2, include)
* insert Entree(7, Organization, cpts-structure-1, include)
* insert Entree(8, Organization, cpts-structure-2, include)

Instance: cpts-creneau-3
InstanceOf: FrSlotAgregateurCPTS
Usage: #example
Title: "Créneau – ouvert à aucune CPTS"
Description: "Créneau d'une réponse CPTS qui n'est ouvert qu'au grand public."
* insert TypeDeCreneau(0, PUBLIC)
* insert ModeDeConsultation(0, AMB)
* schedule = Reference(ps-agenda-1)
* insert Horaire(2027-03-25T11:00:00.000+01:00, 2027-03-25T11:20:00.000+01:00)
* comment = "https://agenda.example.org/rdv/ps-agenda-1"

Instance: cpts-reponse-2
InstanceOf: BundleAgregateurCPTS
Usage: #example
Title: "Réponse – sans CPTS"
Description: "Réponse de l'agrégateur où aucun créneau n'est ouvert à une CPTS : ni service de soins, ni structure."
* insert RechercheCpts(1)
* insert Entree(0, Slot, cpts-creneau-3, match)
* insert Entree(1, Schedule, ps-agenda-1, include)
* insert Entree(2, Practitioner, ps-praticien-1, include)
* insert Entree(3, PractitionerRole, ps-situation-1, include)

RuleSet: RechercheCpts(total)
* type = #searchset
* total = {total}
* link.relation = "self"
* link.url = "https://agenda.example.org/fhir/Slot?_include=Slot:schedule&_include:iterate=Schedule:actor&_include=Slot:service-type-reference&_include:iterate=HealthcareService:organization&start=ge2027-03-25T00:00:00%2B01:00&start=le2027-03-28T00:00:00%2B01:00&status=free&schedule.actor:Practitioner.identifier=urn:oid:1.2.250.1.71.4.2.1%7C810199999991"
