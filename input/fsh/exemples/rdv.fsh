Instance: rdv-ps-1
InstanceOf: FrAppointmentSAS
Usage: #example
Title: "Rendez-vous – pris par un régulateur connu par son RPPS"
Description: "Rendez-vous réservé chez un professionnel à titre individuel."
* insert Operateur(IDNPS, urn:oid:1.2.250.1.71.4.2.1, 810199999959)
* insert RendezVous(booked, rdv-ps-1, 2027-03-25T09:00:00.000+01:00, 2027-03-25T09:20:00.000+01:00)
* created = "2027-03-25T08:31:00+01:00"
* insert Rpps(participant.actor.identifier, 10199999991)
* participant.status = #accepted

Instance: rdv-ps-2
InstanceOf: FrAppointmentSAS
Usage: #example
Title: "Rendez-vous – annulé"
Description: "Rendez-vous annulé par un régulateur connu par l'identifiant interne de la plateforme ; début et fin restent obligatoires."
* insert Operateur(INTRN, urn:oid:1.2.250.1.213.3.6, 0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b)
* insert RendezVous(cancelled, rdv-ps-2, 2027-03-25T14:00:00.000+01:00, 2027-03-25T14:20:00.000+01:00)
* insert Rpps(participant.actor.identifier, 10199999983)
* participant.status = #needs-action

Instance: rdv-sos-1
InstanceOf: FrAppointmentSASSOS
Usage: #example
Title: "Rendez-vous SOS – médecin à venir"
Description: "Rendez-vous en attente : le médecin n'est pas encore connu, le participant est décrit par son type."
* insert Operateur(IDNPS, urn:oid:1.2.250.1.71.4.2.1, 3456780581/11242343)
* insert RendezVous(pending, rdv-sos-1, 2027-03-25T18:00:00.000+01:00, 2027-03-25T18:30:00.000+01:00)
* participant.type = $v3-ParticipationType#ADM
* participant.status = #needs-action

Instance: rdv-sos-2
InstanceOf: FrAppointmentSASSOS
Usage: #example
Title: "Rendez-vous SOS – médecin connu"
Description: "Rendez-vous accepté par un médecin de l'association."
* insert Operateur(INTRN, urn:oid:1.2.250.1.213.3.6, 0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b)
* insert RendezVous(booked, rdv-sos-2, 2027-03-25T20:00:00.000+01:00, 2027-03-25T20:20:00.000+01:00)
* insert Rpps(participant.actor.identifier, 10199999942)
* participant.status = #accepted

RuleSet: Operateur(type, systeme, valeur)
* extension[appointmentOperator].valueReference.identifier.type = $fr-v2-0203#{type}
* extension[appointmentOperator].valueReference.identifier.system = "{systeme}"
* extension[appointmentOperator].valueReference.identifier.value = "{valeur}"

RuleSet: RendezVous(statut, valeur, debut, fin)
* identifier.system = "urn:oid:1.2.3.4.5.6.7.8"
* identifier.value = "{valeur}"
* status = #{statut}
* start = "{debut}"
* end = "{fin}"
