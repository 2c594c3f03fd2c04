Profile: BundleAgregateurSOS
Parent: Bundle
Id: sas-sos-bundle-aggregator
Title: "Réponse de l'agrégateur – SOS Médecins"
Description: "Résultat d'une recherche de créneaux de SOS Médecins : les agendas sont trouvés, le reste est inclus. Une réponse vide ne peut pas s'en réclamer."
* type = #searchset
* total 1..1
* link 1..1
* insert Tranches(entry, profile, resource)
* insert EntreeDeReponse(slotAgregateurSOS, 1, FrSlotAgregateurSOS)
* insert EntreeDeReponse(scheduleAgregateurSOS, 1, FrScheduleAgregateurSOS)
* insert EntreeDeReponse(locationAgregateurSOS, 1, FrLocationAgregateurSOS)
* insert EntreeDeReponse(organizationAgregateurSOS, 1, FrOrganizationAgregateurSOS)
