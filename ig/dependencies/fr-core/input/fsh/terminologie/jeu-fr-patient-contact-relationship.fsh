ValueSet: FrPatientContactRelationship
Id: fr-patient-contact-relationship
Title: "Liens de parenté"
Description: "Tous les liens de la table TRE_R216."
* insert JeuFrCore
* include codes from system $TRE-R216
