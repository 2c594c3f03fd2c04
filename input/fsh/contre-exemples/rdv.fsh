RuleSet: OperateurLibre(type, systeme)
* extension.url = "http://interopsante.org/fhir/StructureDefinition/FrAppointmentOperator"
* extension.valueReference.identifier.type = $fr-v2-0203#{type}
* extension.valueReference.identifier.system = "{systeme}"

RuleSet: RendezVousFautif(profil)
* insert {profil}
* insert OperateurLibre(IDNPS, urn:oid:1.2.250.1.71.4.2.1)
* extension.valueReference.identifier.value = "810199999959"
* insert RendezVous(booked, rdv-faux, 2027-03-25T09:00:00.000+01:00, 2027-03-25T09:20:00.000+01:00)
* insert Rpps(participant.actor.identifier, 10199999991)
* participant.status = #accepted

RuleSet: RdvPs
* insert SeReclameDeSasFr(FrAppointmentSAS)

RuleSet: RdvSos
* insert SeReclameDuSas(sas-sos-appointment)

Instance: faux-rdv-sans-operateur
InstanceOf: Appointment
Usage: #example
Title: "Rendez-vous sans opérateur"
Description: "L'extension FrAppointmentOperator est obligatoire (1..1)."
* insert RdvPs
* insert RendezVous(booked, rdv-faux, 2027-03-25T09:00:00.000+01:00, 2027-03-25T09:20:00.000+01:00)
* insert Rpps(participant.actor.identifier, 10199999991)
* participant.status = #accepted

Instance: faux-rdv-operateur-sans-valeur
InstanceOf: Appointment
Usage: #example
Title: "Opérateur sans identifiant"
Description: "L'identifiant de l'opérateur a une valeur (1..1)."
* insert RdvPs
* insert OperateurLibre(IDNPS, urn:oid:1.2.250.1.71.4.2.1)
* insert RendezVous(booked, rdv-faux, 2027-03-25T09:00:00.000+01:00, 2027-03-25T09:20:00.000+01:00)
* insert Rpps(participant.actor.identifier, 10199999991)
* participant.status = #accepted

Instance: faux-rdv-participation-refusee
InstanceOf: Appointment
Usage: #example
Title: "Participation refusée"
Description: "Appointment.participant.status doit valoir accepted ou needs-action."
* insert RendezVousFautif(RdvPs)
* participant.status = #declined

Instance: faux-rdv-participant-mal-identifie
InstanceOf: Appointment
Usage: #example
Title: "Participant connu par un identifiant interne"
Description: "Appointment.participant.actor.identifier.type.coding doit porter IDNPS."
* insert RendezVousFautif(RdvPs)
* participant.actor.identifier.type = $fr-v2-0203#INTRN

Instance: faux-rdv-deux-identifiants
InstanceOf: Appointment
Usage: #example
Title: "Deux identifiants"
Description: "Appointment.identifier est limité à 1..1."
* insert RendezVousFautif(RdvPs)
* identifier[1].system = "https://agenda.example.org/rdv"
* identifier[1].value = "rdv-faux"

Instance: faux-rdv-sans-horaire
InstanceOf: Appointment
Usage: #example
Title: "Rendez-vous annulé sans horaire"
Description: "Appointment.start et Appointment.end sont obligatoires (1..1), même pour un rendez-vous annulé."
* insert RdvPs
* insert OperateurLibre(IDNPS, urn:oid:1.2.250.1.71.4.2.1)
* extension.valueReference.identifier.value = "810199999959"
* identifier.system = "https://agenda.example.org/rdv"
* identifier.value = "rdv-faux"
* status = #cancelled
* insert Rpps(participant.actor.identifier, 10199999991)
* participant.status = #accepted

Instance: faux-rdv-sos-operateur-rpps
InstanceOf: Appointment
Usage: #example
Title: "Type d'identifiant de l'opérateur hors du jeu"
Description: "Le type d'identifiant de l'opérateur doit valoir IDNPS ou INTRN."
* insert RendezVousFautif(RdvSos)
* extension.valueReference.identifier.type = $fr-v2-0203#RPPS

Instance: faux-rdv-sos-orientation
InstanceOf: Appointment
Usage: #example
Title: "Seconde extension"
Description: "Appointment.extension est limité à 1..1 pour SOS Médecins : la catégorie d'orientation n'y a pas sa place."
* insert RendezVousFautif(RdvSos)
* extension[1].url = "https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/sas-categorie-orientation"
* extension[1].valueCodeableConcept = CategorieOrientationSASCodeSystem#003 "SOS"

Instance: faux-rdv-orientation-inconnue
InstanceOf: Appointment
Usage: #example
Title: "Catégorie d'orientation inconnue"
Description: "La valeur de sas-categorie-orientation est liée obligatoirement aux catégories d'orientation ; 004 n'en est pas."
* insert RendezVousFautif(RdvPs)
* extension[1].url = "https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/sas-categorie-orientation"
* extension[1].valueCodeableConcept.coding.system = "https://interop.esante.gouv.fr/ig/fhir/sas/CodeSystem/categorie-orientation-sas-codesystem"
* extension[1].valueCodeableConcept.coding.code = #004
