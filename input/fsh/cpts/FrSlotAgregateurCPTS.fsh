Profile: FrSlotAgregateurCPTS
Parent: FrSlot
Id: sas-cpts-slot-aggregator
Title: "Créneau – CPTS"
Description: "Créneau libre d'un professionnel, ouvert ou non à une ou plusieurs CPTS. Chaque CPTS est une répétition de serviceType (catégorie 604) qui renvoie à son service de soins."
* meta.security from TypeCreneauSASCPTS (required)
* meta.security ^short = "Publics auxquels le créneau est ouvert : grand public, professionnels, soins non programmés, CPTS"
// Aucune tranche ne porte de motif : c'est la liaison obligatoire de chacune qui les sépare.
* insert Tranches(serviceType, pattern, $this)
* serviceType.extension contains $extension-Slot.serviceType named sas-servicetype-r5 0..1
* serviceType contains TypeConsultation 0..* and referencecpts 0..*
* serviceType[TypeConsultation] from $vs-v3-ActEncounterCode (required)
* serviceType[TypeConsultation] ^short = "Au cabinet (AMB), à domicile (HH) ou en téléconsultation (VR)"
* serviceType[TypeConsultation].extension[sas-servicetype-r5] 0..0
* serviceType[TypeConsultation].coding.system = $v3-ActCode
* serviceType[referencecpts] from CategorieEtablissementSAS (required)
* serviceType[referencecpts] ^short = "CPTS à laquelle le créneau est ouvert"
* serviceType[referencecpts].extension 1..*
* serviceType[referencecpts].extension[sas-servicetype-r5] 1..1
* serviceType[referencecpts].extension[sas-servicetype-r5].value[x] only Reference(FrHealthcareServiceAgregateurCPTS)
* appointmentType.coding from AppointmentReasonSAS (required)
* schedule only Reference(FrScheduleAgregateur)
* status = #free
