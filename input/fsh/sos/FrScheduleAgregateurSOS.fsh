Profile: FrScheduleAgregateurSOS
Parent: FrSchedule
Id: sas-sos-schedule-aggregator
Title: "Agenda – SOS Médecins"
Description: "Agenda d'un lieu fixe de consultation : un seul acteur, le lieu. Une association en a autant que de lieux."
* actor only Reference(FrLocation)
* actor.reference 1..1
