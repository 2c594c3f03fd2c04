// Ce que les rendez-vous des PS et ceux de SOS Médecins ont en commun.
RuleSet: RendezVousSas
* extension[appointmentOperator] 1..1
* extension[appointmentOperator].extension 0..0
* extension[appointmentOperator].value[x] only Reference
// FrAppointmentOperator n'admet déjà qu'une référence ; le guide publié en fait une tranche
// et pose ses contraintes sur elle : les nôtres portent les mêmes identifiants d'éléments.
* extension[appointmentOperator].value[x] ^slicing.discriminator[0].type = #type
* extension[appointmentOperator].value[x] ^slicing.discriminator[0].path = "$this"
* extension[appointmentOperator].value[x] ^slicing.rules = #closed
* extension[appointmentOperator].value[x] ^slicing.ordered = false
* extension[appointmentOperator].value[x] contains valueReference 0..1
* extension[appointmentOperator].value[x][valueReference].identifier.type 1..1
* extension[appointmentOperator].value[x][valueReference].identifier.type.coding 1..1
* extension[appointmentOperator].value[x][valueReference].identifier.type.coding.code 1..1
* extension[appointmentOperator].value[x][valueReference].identifier.system 1..1
* extension[appointmentOperator].value[x][valueReference].identifier.value 1..1
* identifier 1..1
* identifier ^short = "Identifiant technique du rendez-vous chez l'éditeur"
* identifier.system 1..1
* identifier.value 1..1
* start 1..1
* end 1..1
