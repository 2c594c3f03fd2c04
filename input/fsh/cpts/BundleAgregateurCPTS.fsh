Profile: BundleAgregateurCPTS
Parent: Bundle
Id: sas-cpts-bundle-aggregator
Title: "Réponse de l'agrégateur – CPTS"
Description: "Résultat d'une recherche de créneaux de professionnels, à titre individuel ou en CPTS. Une réponse vide ne peut pas s'en réclamer : chaque tranche obligatoire veut une entrée."
* type = #searchset
* total 1..1
* link 1..1
* insert Tranches(entry, profile, resource)
* insert EntreeDeReponse(slotAgregateurCPTS, 1, FrSlotAgregateurCPTS)
* insert EntreeDeReponse(scheduleAgregateurCPTS, 1, FrScheduleAgregateur)
* insert EntreeDeReponse(practitionerAgregateur, 1, FrPractitionerAgregateur)
* insert EntreeDeReponse(practitionerRole, 1, FrPractitionerRoleExerciceAgregateur)
* insert EntreeDeReponse(healthcareserviceCPTS, 0, FrHealthcareServiceAgregateurCPTS)
* insert EntreeDeReponse(organizationAgregateurCPTS, 0, FrOrganizationAgregateurCPTS)
