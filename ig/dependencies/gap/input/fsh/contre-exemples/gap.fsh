// Des instances du type de base qui se réclament d'un profil du volet, avec une seule faute.

RuleSet: SeReclameDuGap(id)
* meta.profile = "https://interop.esante.gouv.fr/ig/fhir/gap/StructureDefinition/{id}"

Instance: faux-gap-agenda-plage-sans-fin
InstanceOf: Schedule
Usage: #example
Title: "Plage sans fin"
Description: "Dans l'extension availabilityTime, la fin (end) est obligatoire (1..1)."
* insert SeReclameDuGap(gap-fr-schedule)
* insert PlageLibre
* actor.reference = "Practitioner/gap-professionnel-1"

Instance: faux-gap-agenda-frequence-inconnue
InstanceOf: Schedule
Usage: #example
Title: "Fréquence inconnue"
Description: "La fréquence d'une récurrence est liée obligatoirement aux fréquences d'iCalendar ; FORTNIGHTLY n'en est pas."
* insert SeReclameDuGap(gap-fr-schedule)
* insert PlageLibre
* extension.extension[3].url = "end"
* extension.extension[3].valueDateTime = "2027-03-01T12:00:00+01:00"
* extension.extension[4].url = "rrule"
* extension.extension[4].extension.url = "freq"
* extension.extension[4].extension.valueCoding = $rfc2445#FORTNIGHTLY
* actor.reference = "Practitioner/gap-professionnel-1"

RuleSet: PlageLibre
* extension.url = "http://interopsante.org/fhir/StructureDefinition/FrScheduleAvailabiltyTime"
* extension.extension[0].url = "type"
* extension.extension[0].valueCoding = $fr-schedule-type#free
* extension.extension[1].url = "start"
* extension.extension[1].valueDateTime = "2027-03-01T09:00:00+01:00"
* extension.extension[2].url = "identifier"
* extension.extension[2].valueIdentifier.value = "dispo-1"

Instance: faux-gap-creneau-specialite-etrangere
InstanceOf: Slot
Usage: #example
Title: "Spécialité d'un autre système"
Description: "Slot.specialty est lié obligatoirement aux spécialités ordinales."
* insert SeReclameDuGap(gap-fr-slot)
* specialty.coding.system = "https://agenda.example.org/specialites"
* specialty.coding.code = #MG
* schedule.reference = "Schedule/gap-agenda-1"
* status = #free
* start = "2027-03-25T09:00:00+01:00"
* end = "2027-03-25T09:20:00+01:00"

Instance: faux-gap-reponse-mode
InstanceOf: Bundle
Usage: #example
Title: "Créneau présenté comme inclus"
Description: "Dans une réponse de disponibilités, search.mode d'un créneau doit valoir « match »."
* insert SeReclameDuGap(gap-bundle-reponse-demande-consult-dispo)
* insert Recherche(1, Slot?schedule=Schedule/gap-agenda-1)
* insert Entree(0, Slot, gap-creneau-1, include)

Instance: faux-gap-reponse-collection
InstanceOf: Bundle
Usage: #example
Title: "Réponse qui n'est pas un résultat de recherche"
Description: "Bundle.type doit valoir « searchset »."
* insert SeReclameDuGap(gap-bundle-reponse-demande-consult-rdv)
* type = #collection
