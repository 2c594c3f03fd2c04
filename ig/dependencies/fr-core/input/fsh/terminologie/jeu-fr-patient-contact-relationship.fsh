ValueSet: FrPatientContactRelationship
Id: fr-patient-contact-relationship
Title: "Liens de parenté"
Description: "Liens de parenté ou de proximité, tous ceux de la table TRE_R216."
* insert JeuFrCore
* include codes from system $TRE-R216
