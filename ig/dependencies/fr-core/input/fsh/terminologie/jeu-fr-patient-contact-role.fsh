ValueSet: FrPatientContactRole
Id: fr-patient-contact-role
Title: "Rôles d'un proche"
Description: "Tous les rôles de la table TRE_R260, dans la version que cite le paquet publié."
* insert JeuFrCore
* include codes from system $TRE-R260|20210326120000
