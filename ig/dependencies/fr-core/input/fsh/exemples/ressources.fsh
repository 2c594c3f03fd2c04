// Un cabinet, un professionnel, un patient et son proche.

Instance: fr-patient-1
InstanceOf: FrPatient
Usage: #example
Title: "Patient – identité qualifiée"
Description: "Patiente dont l'identité est validée, avec son matricule INS."
* extension[identityReliability].extension[identityReliability].valueCoding = FrV20445#VALI
* extension[identityReliability].extension[validationDate].valueDate = "2026-11-02"
* identifier[INS-NIR].use = #official
* identifier[INS-NIR].type = FrV20203#INS-NIR
* identifier[INS-NIR].system = "urn:oid:1.2.250.1.213.1.4.8"
* identifier[INS-NIR].value = "260036300000164"
* identifier[PI].use = #usual
* identifier[PI].type = $v2-0203#PI
* identifier[PI].system = "https://cabinet.example.org/patients"
* identifier[PI].value = "P-3"
* name[officialName].use = #official
* name[officialName].family = "ROUX"
* name[officialName].given = "Louise"
* name[usualName].use = #usual
* name[usualName].family = "ROUX-PETIT"
* gender = #female
* birthDate = "1960-03-20"
* insert AdressePostale

Instance: fr-patient-2
InstanceOf: FrPatient
Usage: #example
Title: "Patient – identité provisoire"
Description: "Patient connu par son seul nom d'usage, avec un téléphone."
* name[usualName].use = #usual
* name[usualName].family = "Petit"
* name[usualName].given = "Jean"
* gender = #male
* birthDate = "1994"
* telecom.system = #phone
* telecom.value = "+33600000002"

Instance: fr-proche-1
InstanceOf: FrRelatedPerson
Usage: #example
Title: "Proche"
Description: "Personne à prévenir, avec son rôle (TRE_R260) et son lien (TRE_R216)."
* identifier.system = "https://cabinet.example.org/proches"
* identifier.value = "R-1"
* patient = Reference(fr-patient-1)
* relationship[RolePerson].coding.system = $TRE-R260
* relationship[RolePerson].coding.code = #ECON
* relationship[RelatedPerson].coding.system = $TRE-R216
* relationship[RelatedPerson].coding.code = #SPS
* name.family = "ROUX"
* name.given = "Paul"

Instance: fr-professionnel-1
InstanceOf: FrPractitioner
Usage: #example
Title: "Professionnel"
Description: "Médecin avec sa civilité, son titre et une adresse MSSanté."
* identifier.type = FrV20203#IDNPS
* identifier.system = "urn:oid:1.2.250.1.71.4.2.1"
* identifier.value = "810199999991"
* name.prefix = "MME"
* name.family = "LENOIR"
* name.given = "Anne"
* name.suffix = "DR"
* telecom.extension[emailType].valueCoding = $TRE-R256#MSSANTE
* telecom.system = #email
* telecom.value = "anne.lenoir@medecin.mssante.example.org"

Instance: fr-structure-1
InstanceOf: FrOrganization
Usage: #example
Title: "Structure"
Description: "Cabinet de groupe, avec son type, son secteur d'activité et son FINESS."
* extension[shortName].valueString = "Cabinet Nantes"
* identifier.type = FrV20203#FINEG
* identifier.system = "urn:oid:1.2.250.1.71.4.2.2"
* identifier.value = "1350000016"
* type[organizationType].coding = FrV23307#GEOGRAPHICAL-ENTITY
* type[secteurActiviteRASS].coding = $TRE-R02#SA08
* name = "Cabinet médical de la rue de Nantes"
* insert AdressePostale

Instance: fr-lieu-1
InstanceOf: FrLocation
Usage: #example
Title: "Lieu"
Description: "Salle d'examen, en service depuis 2026."
* extension[usePeriod].valuePeriod.start = "2026-01-01"
* identifier.type = FrCSLocationIdentifierType#INTRN
* identifier.system = "https://cabinet.example.org/lieux"
* identifier.value = "salle-2"
* name = "Salle 2"
* type = FrCSLocationType#SL_EXM
* physicalType = FrCSLocationPhysicalType#BR
* managingOrganization = Reference(fr-structure-1)

Instance: fr-service-1
InstanceOf: FrHealthcareService
Usage: #example
Title: "Service de soins"
Description: "Consultations d'un cabinet, de vingt minutes chacune."
* insert DureeDeConsultation
* providedBy = Reference(fr-structure-1)
* specialty = $TRE-R38#SM54 "Médecine générale (SM)"
* location = Reference(fr-lieu-1)

Instance: fr-situation-1
InstanceOf: FrPractitionerRoleExercice
Usage: #example
Title: "Situation d'exercice"
Description: "Exercice d'un médecin au cabinet, avec sa spécialité et sa structure."
* practitioner = Reference(fr-professionnel-1)
* organization = Reference(fr-structure-1)
* specialty = $TRE-R38#SM54 "Médecine générale (SM)"
* location = Reference(fr-lieu-1)
* healthcareService = Reference(fr-service-1)

Instance: fr-agenda-1
InstanceOf: FrSchedule
Usage: #example
Title: "Agenda"
Description: "Agenda ouvert les lundis et jeudis matin."
* insert DureeDeConsultation
* extension[availabilityTime].extension[identifier].valueIdentifier.value = "dispo-1"
* extension[availabilityTime].extension[type].valueCoding = FrCSScheduleType#free
* extension[availabilityTime].extension[start].valueDateTime = "2027-03-01T09:00:00+01:00"
* extension[availabilityTime].extension[end].valueDateTime = "2027-03-01T12:00:00+01:00"
* extension[availabilityTime].extension[rrule].extension[freq].valueCoding = $rfc2445#WEEKLY
* extension[availabilityTime].extension[rrule].extension[until].valueDateTime = "2027-06-30"
* extension[availabilityTime].extension[rrule].extension[byDay][0].valueString = "MO"
* extension[availabilityTime].extension[rrule].extension[byDay][1].valueString = "TH"
* specialty = $TRE-R38#SM54 "Médecine générale (SM)"
* actor[0] = Reference(fr-situation-1)
* actor[1] = Reference(fr-professionnel-1)

Instance: fr-creneau-1
InstanceOf: FrSlot
Usage: #example
Title: "Créneau"
Description: "Créneau libre de vingt minutes dans un agenda de FR Core."
* specialty = $TRE-R38#SM54 "Médecine générale (SM)"
* schedule = Reference(fr-agenda-1)
* status = #free
* start = "2027-03-04T09:00:00+01:00"
* end = "2027-03-04T09:20:00+01:00"

Instance: fr-rendez-vous-1
InstanceOf: FrAppointment
Usage: #example
Title: "Rendez-vous"
Description: "Rendez-vous pris par la patiente elle-même."
* extension[appointmentOperator].valueReference = Reference(fr-patient-1)
* status = #booked
* slot = Reference(fr-creneau-1)
* start = "2027-03-04T09:00:00+01:00"
* end = "2027-03-04T09:20:00+01:00"
* participant[0].actor = Reference(fr-patient-1)
* participant[0].status = #accepted
* participant[1].actor = Reference(fr-situation-1)
* participant[1].status = #accepted

RuleSet: AdressePostale
* address.extension[inseeCode].valueCoding.system = $TRE-R13
* address.extension[inseeCode].valueCoding.code = #35238
* address.line = "12 rue de Nantes"
* address.postalCode = "35000"
* address.city = "RENNES"
* address.country = "FRA"

RuleSet: DureeDeConsultation
* extension[serviceTypeDuration].extension[serviceType].valueCodeableConcept.text = "Consultation"
* extension[serviceTypeDuration].extension[duration].valueDuration = 20 'min' "min"
