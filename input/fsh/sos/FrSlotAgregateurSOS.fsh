Profile: FrSlotAgregateurSOS
Parent: FrSlot
Id: sas-sos-slot-aggregator
Title: "Créneau – SOS Médecins"
Description: "Créneau libre d'un lieu fixe de consultation (ou point fixe de garde) de SOS Médecins."
* meta.security from TypeCreneauSASSOS (required)
* meta.security ^short = "Publics auxquels le créneau est ouvert : grand public, soins non programmés"
* serviceType.coding from TypeConsultationSAS (required)
* appointmentType.coding from AppointmentReasonSAS (required)
* schedule only Reference(FrScheduleAgregateurSOS)
* status = #free
* comment ^short = "URL de prise de rendez-vous, attendue quand appointmentType vaut ROUTINE"
