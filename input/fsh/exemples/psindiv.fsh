// Deux professionnels : l'un dans un cabinet de Rennes, l'autre dans deux cabinets de Brest.

Instance: ps-praticien-1
InstanceOf: FrPractitionerAgregateur
Usage: #example
Title: "Professionnel – Dr Anne Lenoir"
Description: "Médecin généraliste à Rennes, connue par son RPPS."
* insert Rpps(identifier, 10199999991)
* name.family = "LENOIR"
* name.given = "Anne"
* name.suffix = "DR"

Instance: ps-praticien-2
InstanceOf: FrPractitionerAgregateur
Usage: #example
Title: "Professionnel – Dr Marc Le Goff"
Description: "Pneumologue à Brest, avec un numéro de téléphone."
* insert Rpps(identifier, 10199999983)
* name.family = "LE GOFF"
* name.given = "Marc"
* telecom.system = #phone
* telecom.value = "+33298000002"

Instance: ps-lieu-1
InstanceOf: FrLocationAgregateur
Usage: #example
Title: "Lieu – cabinet de Rennes"
Description: "Cabinet médical, avec l'identifiant interne de l'éditeur."
* insert LieuDeConsultation(lieu-1, 12 rue de Nantes, 35000, RENNES)

Instance: ps-lieu-2
InstanceOf: FrLocationAgregateur
Usage: #example
Title: "Lieu – cabinet de Brest"
Description: "Cabinet de pneumologie à Brest, avec un nom, qui est facultatif."
* insert LieuDeConsultation(lieu-2, 3 place de la Liberté, 29200, BREST)
* name = "Cabinet de pneumologie de la Liberté"

RuleSet: LieuDeConsultation(valeur, voie, code, commune)
* identifier.type = $fr-location-identifier-type#INTRN
* identifier.system = "https://agenda.example.org/lieux"
* identifier.value = "{valeur}"
* insert Adresse({voie}, {code}, {commune})

Instance: ps-situation-1
InstanceOf: FrPractitionerRoleExerciceAgregateur
Usage: #example
Title: "Situation d'exercice – cabinet de Rennes"
Description: "Exercice au cabinet de Rennes, structure connue par son numéro FINESS."
* insert SituationDExercice(ps-lieu-1, ps-praticien-1, 1350000016)
* specialty[0] = $TRE-R38#SM54 "Médecine générale (SM)"
* telecom.system = #phone
* telecom.value = "+33299000001"

Instance: ps-situation-2
InstanceOf: FrPractitionerRoleExerciceAgregateur
Usage: #example
Title: "Situation d'exercice – cabinet de Brest"
Description: "Exercice au cabinet de Brest, structure connue par son RPPS rang."
* insert SituationDExercice(ps-lieu-2, ps-praticien-2, 412345678912345)

RuleSet: SituationDExercice(lieu, praticien, structure)
* contained = {lieu}
* practitioner = Reference({praticien})
* insert IdentifiantNationalStructure(organization.identifier, $fr-v2-0203#IDNST)
* organization.identifier.value = "{structure}"
* location = Reference({lieu})

Instance: ps-agenda-1
InstanceOf: FrScheduleAgregateur
Usage: #example
Title: "Agenda – cabinet de Rennes"
Description: "Agenda d'un professionnel dans un lieu : le professionnel et sa situation d'exercice."
* actor[0] = Reference(ps-praticien-1)
* actor[1] = Reference(ps-situation-1)

Instance: ps-agenda-2
InstanceOf: FrScheduleAgregateur
Usage: #example
Title: "Agenda – cabinet de Brest"
Description: "Agenda avec ses spécialités et l'horizon de planification."
* specialty[0] = $TRE-R38#SM41 "Pneumologie (SM)"
* actor[0] = Reference(ps-praticien-2)
* actor[1] = Reference(ps-situation-2)
* planningHorizon.start = "2027-03-01"
* planningHorizon.end = "2027-06-30"

Instance: ps-creneau-1
InstanceOf: FrSlotAgregateur
Usage: #example
Title: "Créneau – au cabinet ou en téléconsultation"
Description: "Créneau ouvert au grand public, avec prise de rendez-vous et motif de consultation."
* insert TypeDeCreneau(0, PUBLIC)
* insert ModeDeConsultation(0, AMB)
* insert ModeDeConsultation(1, VR)
* serviceType[2].text = "Consultation de médecine générale"
* specialty[0] = $TRE-R38#SM54 "Médecine générale (SM)"
* appointmentType = $v2-0276#ROUTINE
* schedule = Reference(ps-agenda-1)
* insert Horaire(2027-03-25T09:00:00.000+01:00, 2027-03-25T09:20:00.000+01:00)
* comment = "https://agenda.example.org/rdv/ps-agenda-1"

Instance: ps-creneau-2
InstanceOf: FrSlotAgregateur
Usage: #example
Title: "Créneau – sans rendez-vous"
Description: "Créneau ouvert aux professionnels et aux soins non programmés, où le patient se présente sans rendez-vous."
* insert TypeDeCreneau(0, PRO)
* insert TypeDeCreneau(1, SNP)
* insert ModeDeConsultation(0, AMB)
* specialty[0] = $TRE-R38#SM41 "Pneumologie (SM)"
* appointmentType = $v2-0276#WALKIN
* schedule = Reference(ps-agenda-2)
* insert Horaire(2027-03-25T14:00:00.000+01:00, 2027-03-25T14:20:00.000+01:00)

Instance: ps-reponse
InstanceOf: BundleAgregateur
Usage: #example
Title: "Réponse – deux créneaux"
Description: "Réponse de l'agrégateur : les créneaux trouvés, leurs agendas, leurs professionnels et leurs situations d'exercice."
* type = #searchset
* total = 2
* link.relation = "self"
* link.url = "https://agenda.example.org/fhir/Slot?_include=Slot:schedule&_include:iterate=Schedule:actor&start=ge2027-03-25T00:00:00%2B01:00&start=le2027-03-28T00:00:00%2B01:00&status=free&schedule.actor:Practitioner.identifier=urn:oid:1.2.250.1.71.4.2.1%7C810199999991,urn:oid:1.2.250.1.71.4.2.1%7C810199999983"
* insert Entree(0, Slot, ps-creneau-1, match)
* insert Entree(1, Slot, ps-creneau-2, match)
* insert Entree(2, Schedule, ps-agenda-1, include)
* insert Entree(3, Schedule, ps-agenda-2, include)
* insert Entree(4, Practitioner, ps-praticien-1, include)
* insert Entree(5, Practitioner, ps-praticien-2, include)
* insert Entree(6, PractitionerRole, ps-situation-1, include)
* insert Entree(7, PractitionerRole, ps-situation-2, include)

Instance: ps-reponse-vide
InstanceOf: BundleAgregateur
Usage: #example
Title: "Réponse – aucun créneau"
Description: "Réponse vide : total à 0 et aucune entrée."
* type = #searchset
* total = 0
* link.relation = "self"
* link.url = "https://agenda.example.org/fhir/Slot?start=ge2027-03-25T00:00:00%2B01:00&start=le2027-03-28T00:00:00%2B01:00&status=free&schedule.actor:Practitioner.identifier=urn:oid:1.2.250.1.71.4.2.1%7C810199999975"
