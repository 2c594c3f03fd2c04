// Un agenda hebdomadaire, deux créneaux, une demande de rendez-vous puis son annulation.

Instance: gap-agenda-1
InstanceOf: GAP_FrSchedule
Usage: #example
Title: "Agenda – disponibilité hebdomadaire"
Description: "Agenda ouvert les lundis et jeudis matin, avec une indisponibilité d'un jour."
* insert DureeDuService
* insert Plage(0, dispo-1, free, 2027-03-01T09:00:00+01:00, 2027-03-01T12:00:00+01:00)
* extension[availabilityTime][0].extension[rrule].extension[freq].valueCoding = $rfc2445#WEEKLY
* extension[availabilityTime][0].extension[rrule].extension[until].valueDateTime = "2027-06-30"
* extension[availabilityTime][0].extension[rrule].extension[byDay][0].valueString = "MO"
* extension[availabilityTime][0].extension[rrule].extension[byDay][1].valueString = "TH"
* insert Plage(1, indispo-1, busy-unavailable, 2027-03-29T00:00:00+02:00, 2027-03-30T00:00:00+02:00)
* identifier.use = #usual
* identifier.system = "https://agenda.example.org/agendas"
* identifier.value = "A-204"
* active = true
* specialty = $TRE-R38#SM54 "Médecine générale (SM)"
* actor[0] = Reference(PractitionerRole/gap-situation-1)
* actor[1] = Reference(Practitioner/gap-professionnel-1)
* planningHorizon.start = "2027-01-01"
* planningHorizon.end = "2027-12-31"

Instance: gap-agenda-2
InstanceOf: GAP_FrSchedule
Usage: #example
Title: "Agenda – sans disponibilité déclarée"
Description: "Agenda d'un appareil, qui n'a encore aucune disponibilité."
* identifier.system = "https://agenda.example.org/agendas"
* identifier.value = "A-205"
* actor = Reference(Device/gap-appareil-1)
* comment = "Échographe de la salle 2"

RuleSet: DureeDuService
* extension[serviceTypeDuration].extension[serviceType].valueCodeableConcept = $service-type#124 "General Practice"
* extension[serviceTypeDuration].extension[duration].valueDuration = 20 'min' "min"

RuleSet: Plage(rang, identifiant, type, debut, fin)
* extension[availabilityTime][{rang}].extension[identifier].valueIdentifier.system = "https://agenda.example.org/plages"
* extension[availabilityTime][{rang}].extension[identifier].valueIdentifier.value = "{identifiant}"
* extension[availabilityTime][{rang}].extension[type].valueCoding = $fr-schedule-type#{type}
* extension[availabilityTime][{rang}].extension[start].valueDateTime = "{debut}"
* extension[availabilityTime][{rang}].extension[end].valueDateTime = "{fin}"

Instance: gap-creneau-1
InstanceOf: GAP_FrSlot
Usage: #example
Title: "Créneau libre"
Description: "Créneau tiré de la disponibilité du lundi."
* insert Creneau(free, 2027-03-25T09:00:00+01:00, 2027-03-25T09:20:00+01:00)

Instance: gap-creneau-2
InstanceOf: GAP_FrSlot
Usage: #example
Title: "Créneau pris"
Description: "Créneau occupé par un rendez-vous : status vaut busy."
* insert Creneau(busy, 2027-03-25T09:40:00+01:00, 2027-03-25T10:00:00+01:00)

RuleSet: Creneau(statut, debut, fin)
* serviceType = $service-type#124 "General Practice"
* specialty = $TRE-R38#SM54 "Médecine générale (SM)"
* schedule = Reference(gap-agenda-1)
* status = #{statut}
* start = "{debut}"
* end = "{fin}"

Instance: gap-rendez-vous-1
InstanceOf: GAP_FrAppointment
Usage: #example
Title: "Demande de rendez-vous"
Description: "Rendez-vous demandé par la patiente, que le professionnel doit accepter."
* insert DemandeDeRendezVous(proposed)
* slot = Reference(gap-creneau-1)
* participant[0].status = #accepted
* participant[1].status = #needs-action

Instance: gap-rendez-vous-2
InstanceOf: GAP_FrAppointment
Usage: #example
Title: "Rendez-vous annulé"
Description: "Rendez-vous refusé par le professionnel, avec le motif de l'annulation."
* insert DemandeDeRendezVous(cancelled)
* cancelationReason.text = "Praticien absent"
* participant[0].status = #accepted
* participant[1].status = #declined

RuleSet: DemandeDeRendezVous(statut)
* extension[appointmentOperator].valueReference = Reference(gap-patient-1)
* identifier.system = "https://agenda.example.org/rdv"
* identifier.value = "R-5531"
* status = #{statut}
* description = "Fièvre depuis deux jours"
* start = "2027-03-25T09:00:00+01:00"
* end = "2027-03-25T09:20:00+01:00"
* participant[0].actor = Reference(gap-patient-1)
* participant[1].actor = Reference(PractitionerRole/gap-situation-1)

Instance: gap-patient-1
InstanceOf: FrPatient
Usage: #example
Title: "Patiente"
Description: "Patiente qui demande un rendez-vous."
* name[usualName].use = #usual
* name[usualName].family = "Roux"
* name[usualName].given = "Louise"
* gender = #female
* birthDate = "1960-03-20"

Instance: gap-reponse-creneaux-1
InstanceOf: GAP_BundleResultatReponseADemandeConsultationDisponibilite
Usage: #example
Title: "Réponse – créneaux et agenda"
Description: "Créneaux d'un agenda, avec l'agenda inclus."
* insert Recherche(2, Slot?schedule=Schedule/gap-agenda-1&_include=Slot:schedule)
* insert Entree(0, Slot, gap-creneau-1, match)
* insert Entree(1, Slot, gap-creneau-2, match)
* insert Entree(2, Schedule, gap-agenda-1, include)

Instance: gap-reponse-creneaux-2
InstanceOf: GAP_BundleResultatReponseADemandeConsultationDisponibilite
Usage: #example
Title: "Réponse – aucun créneau"
Description: "Réponse à une consultation qui ne trouve rien : total à 0, aucune entrée."
* insert Recherche(0, Slot?status=free&start=ge2027-05-01)

Instance: gap-reponse-rdv-1
InstanceOf: GAP_BundleResultatReponseADemandeConsultationRDV
Usage: #example
Title: "Réponse – rendez-vous, créneau et patiente"
Description: "Un rendez-vous, avec son créneau et sa patiente inclus."
* insert Recherche(1, Appointment?_include=Appointment:slot&_include=Appointment:patient)
* insert Entree(0, Appointment, gap-rendez-vous-1, match)
* insert Entree(1, Slot, gap-creneau-1, include)
* insert Entree(2, Patient, gap-patient-1, include)

Instance: gap-reponse-rdv-2
InstanceOf: GAP_BundleResultatReponseADemandeConsultationRDV
Usage: #example
Title: "Réponse – un rendez-vous seul"
Description: "Un rendez-vous annulé, sans rien d'inclus."
* insert Recherche(1, Appointment?status=cancelled)
* insert Entree(0, Appointment, gap-rendez-vous-2, match)

RuleSet: Recherche(total, requete)
* type = #searchset
* total = {total}
* link.relation = "self"
* link.url = "https://agenda.example.org/fhir/{requete}"

RuleSet: Entree(rang, type, id, mode)
* entry[{rang}].fullUrl = "https://agenda.example.org/fhir/{type}/{id}"
* entry[{rang}].resource = {id}
* entry[{rang}].search.mode = #{mode}
