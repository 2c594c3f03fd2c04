Profile: FrSlotAgregateur
Parent: FrSlot
Id: FrSlotAgregateur
Title: "Créneau – PS à titre individuel"
Description: "Créneau libre d'un professionnel, ouvert au grand public, aux professionnels ou aux soins non programmés."
* insert CanoniqueHistorique(FrSlotAgregateur)
* meta.security from $JDV-J165 (required)
* meta.security ^binding.description = "Publics auxquels le créneau est ouvert ; plusieurs peuvent se cumuler."
* insert Tranches(serviceType, value, coding.system)
// Les répétitions sans codage portent le motif de consultation en texte : elles
// n'appartiennent à aucune tranche, ce qu'un découpage ouvert permet.
* serviceType contains TypeConsultation 0..*
* serviceType[TypeConsultation] from $vs-v3-ActEncounterCode (required)
* serviceType[TypeConsultation] ^short = "Au cabinet (AMB), à domicile (HH) ou en téléconsultation (VR)"
* serviceType[TypeConsultation].coding.system = $v3-ActCode
// Liaison obligatoire : une spécialité donnée en texte seul est une erreur pour le guide
// publié, bien que ses pages l'admettent.
* specialty from http://interopsante.org/fhir/ValueSet/fr-practitioner-specialty (required)
* specialty ^binding.description = "Spécialités et compétences du professionnel pour ce créneau."
* appointmentType from $vs-v2-0276 (preferred)
* appointmentType ^binding.description = "ROUTINE si un rendez-vous peut être pris, WALKIN si le patient se présente sans rendez-vous."
* schedule only Reference(FrScheduleAgregateur)
* insert Agregation(schedule)
* status = #free (exactly)
* status from $slotstatus (required)
* start ^short = "Début du créneau"
* end ^short = "Fin du créneau"
* comment ^short = "URL de la page de prise de rendez-vous dans l'agenda de l'éditeur"
