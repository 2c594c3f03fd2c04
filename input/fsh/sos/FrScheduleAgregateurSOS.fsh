Profile: FrScheduleAgregateurSOS
Parent: FrSchedule
Id: sas-sos-schedule-aggregator
Title: "Agenda – SOS Médecins"
Description: "Agenda d'un lieu fixe de consultation."
* actor only Reference(FrLocation)
* actor.reference 1..1
