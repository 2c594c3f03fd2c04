// Ce que les rendez-vous des PS et ceux de SOS Médecins ont en commun.
RuleSet: RendezVousSas
* extension[appointmentOperator] 1..1
* extension[appointmentOperator].extension 0..0
* extension[appointmentOperator].value[x] only Reference
* extension[appointmentOperator].valueReference.identifier.type 1..1
* extension[appointmentOperator].valueReference.identifier.type.coding 1..1
* extension[appointmentOperator].valueReference.identifier.type.coding.code 1..1
* extension[appointmentOperator].valueReference.identifier.system 1..1
* extension[appointmentOperator].valueReference.identifier.value 1..1
* identifier 1..1
* identifier ^short = "Identifiant technique du rendez-vous chez l'éditeur"
* identifier.system 1..1
* identifier.value 1..1
* start 1..1
* end 1..1
* created MS
