Profile: FrAppointmentSAS
Parent: FrAppointment
Id: FrAppointmentSAS
Title: "Rendez-vous – PS à titre individuel et CPTS"
Description: "Rendez-vous pris par un régulateur, que l'éditeur d'agenda transmet à la plateforme SAS."
* insert CanoniqueHistorique(FrAppointmentSAS)
* insert RendezVousSas
* extension 1..*
* extension[appointmentOperator].value[x] 1..1
* extension[appointmentOperator].value[x][valueReference] 1..1
* extension[appointmentOperator].value[x][valueReference].identifier 1..1
* extension[appointmentOperator].value[x][valueReference].identifier ^short = "Régulateur : IDNPS ou, à défaut, identifiant interne de la plateforme"
* extension[appointmentOperator].value[x][valueReference].identifier.type.coding.system = $fr-v2-0203
* participant.actor.identifier.type 1..1
* participant.actor.identifier.type.coding 1..1
* participant.actor.identifier.type.coding = $fr-v2-0203#IDNPS
* participant.actor.identifier.system 1..1
* participant.actor.identifier.system = "urn:oid:1.2.250.1.71.4.2.1"
* participant.actor.identifier.value 1..1
* insert ParticipationPs
