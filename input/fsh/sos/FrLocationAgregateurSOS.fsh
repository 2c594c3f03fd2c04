Profile: FrLocationAgregateurSOS
Parent: FrLocation
Id: sas-sos-location-aggregator
Title: "Lieu fixe de consultation – SOS Médecins"
Description: "Lieu fixe de consultation ou point fixe de garde, rattaché à son association."
* identifier.type = $fr-location-identifier-type#INTRN
* name 1..1
* address 1..1
* address.line 1..1
* address.city 1..1
* address.postalCode 1..1
* address.postalCode ^maxLength = 5
* managingOrganization 1..1
* managingOrganization only Reference(FrOrganizationAgregateurSOS)
* managingOrganization.reference 1..1
