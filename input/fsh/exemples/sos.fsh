// Deux associations SOS Médecins, un lieu fixe de consultation chacune.

Instance: sos-structure-1
InstanceOf: FrOrganizationAgregateurSOS
Usage: #example
Title: "SOS Médecins – association de Rennes"
Description: "Association de Rennes connue par son SIRET, précédé de 3."
* insert AssociationSos(312345678900011)
* name = "SOS Médecins Rennes (exemple)"

Instance: sos-structure-2
InstanceOf: FrOrganizationAgregateurSOS
Usage: #example
Title: "SOS Médecins – association de Lorient"
Description: "Association connue par son SIRET, avec son téléphone."
* insert AssociationSos(398765432100029)
* name = "SOS Médecins Lorient (exemple)"
* telecom.system = #phone
* telecom.value = "+33297000029"

RuleSet: AssociationSos(siret)
* insert IdentifiantNationalStructure(identifier, $fr-location-identifier-type#IDNST)
* identifier.value = "{siret}"

Instance: sos-lieu-1
InstanceOf: FrLocationAgregateurSOS
Usage: #example
Title: "Lieu fixe de consultation – Rennes Nord"
Description: "Lieu fixe de consultation avec ses horaires d'ouverture."
* insert LieuFixe(lfc-1, Centre de consultation Rennes Nord, sos-structure-1)
* insert Adresse(320 avenue du Général Patton, 35700, RENNES)
* hoursOfOperation.daysOfWeek[0] = #mon
* hoursOfOperation.daysOfWeek[1] = #tue
* hoursOfOperation.openingTime = "08:00:00"
* hoursOfOperation.closingTime = "20:00:00"

Instance: sos-lieu-2
InstanceOf: FrLocationAgregateurSOS
Usage: #example
Title: "Lieu fixe de consultation – Lorient"
Description: "Point fixe de garde, avec son téléphone."
* insert LieuFixe(lfc-2, Point fixe de garde de Lorient, sos-structure-2)
* insert Adresse(1 quai des Indes, 56100, LORIENT)
* telecom.system = #phone
* telecom.value = "+33297000031"

RuleSet: LieuFixe(valeur, nom, structure)
* identifier.type = $fr-location-identifier-type#INTRN
* identifier.system = "https://sos.example.org/lieux"
* identifier.value = "{valeur}"
* name = "{nom}"
* managingOrganization = Reference({structure})

Instance: sos-agenda-1
InstanceOf: FrScheduleAgregateurSOS
Usage: #example
Title: "Agenda – Rennes Nord"
Description: "Agenda d'un lieu fixe de consultation."
* actor = Reference(sos-lieu-1)

Instance: sos-agenda-2
InstanceOf: FrScheduleAgregateurSOS
Usage: #example
Title: "Agenda – Lorient"
Description: "Agenda d'un lieu fixe de consultation, avec un commentaire."
* actor = Reference(sos-lieu-2)
* comment = "Consultations du soir"

Instance: sos-creneau-1
InstanceOf: FrSlotAgregateurSOS
Usage: #example
Title: "Créneau – Rennes Nord"
Description: "Créneau ouvert au grand public et aux soins non programmés, avec prise de rendez-vous."
* insert TypeDeCreneau(0, PUBLIC)
* insert TypeDeCreneau(1, SNP)
* insert ModeDeConsultation(0, AMB)
* appointmentType.coding = $v2-0276#ROUTINE
* schedule = Reference(sos-agenda-1)
* insert Horaire(2027-03-25T18:00:00.000+01:00, 2027-03-25T18:30:00.000+01:00)
* comment = "https://sos.example.org/rdv/lfc-1/1800"

Instance: sos-creneau-2
InstanceOf: FrSlotAgregateurSOS
Usage: #example
Title: "Créneau – Lorient"
Description: "Créneau en téléconsultation, réservé aux soins non programmés."
* insert TypeDeCreneau(0, SNP)
* insert ModeDeConsultation(0, VR)
* appointmentType.coding = $v2-0276#ROUTINE
* schedule = Reference(sos-agenda-2)
* insert Horaire(2027-03-25T20:00:00.000+01:00, 2027-03-25T20:20:00.000+01:00)
* comment = "https://sos.example.org/rdv/lfc-2/2000"

Instance: sos-reponse-1
InstanceOf: BundleAgregateurSOS
Usage: #example
Title: "Réponse – une association"
Description: "Réponse de l'agrégateur pour une association : l'agenda est trouvé, le reste est inclus."
* insert RechercheSos(1, 312345678900011)
* insert Entree(0, Schedule, sos-agenda-1, match)
* insert Entree(1, Slot, sos-creneau-1, include)
* insert Entree(2, Location, sos-lieu-1, include)
* insert Entree(3, Organization, sos-structure-1, include)

Instance: sos-reponse-2
InstanceOf: BundleAgregateurSOS
Usage: #example
Title: "Réponse – deux associations"
Description: "Réponse de l'agrégateur pour deux associations."
* insert RechercheSos(2, 312345678900011)
* insert Entree(0, Schedule, sos-agenda-1, match)
* insert Entree(1, Schedule, sos-agenda-2, match)
* insert Entree(2, Slot, sos-creneau-1, include)
* insert Entree(3, Slot, sos-creneau-2, include)
* insert Entree(4, Location, sos-lieu-1, include)
* insert Entree(5, Location, sos-lieu-2, include)
* insert Entree(6, Organization, sos-structure-1, include)
* insert Entree(7, Organization, sos-structure-2, include)

// total compte les créneaux, comme dans les exemples publiés.
RuleSet: RechercheSos(total, siret)
* type = #searchset
* total = {total}
* link.relation = "self"
* link.url = "https://agenda.example.org/fhir/Schedule?_revinclude=Slot:schedule&_include=Schedule:actor:Location&_include:iterate=Location:organization&_has:Slot:schedule:start=ge2027-03-25T00:00:00%2B01:00&_has:Slot:schedule:start=le2027-03-28T00:00:00%2B01:00&_has:Slot:schedule:status=free&actor:Location.organization.identifier=urn:oid:1.2.250.1.71.4.2.2%7C{siret}"
