Profile: FrHealthcareServiceAgregateurCPTS
Parent: FrHealthcareService
Id: sas-cpts-healthcareservice-aggregator
Title: "Service de soins – CPTS"
Description: "Lien entre un créneau et la CPTS à laquelle il est ouvert : un service de soins par CPTS."
* id 1..1 MS
* providedBy 1..1 MS
* providedBy only Reference(FrOrganizationAgregateurCPTS)
