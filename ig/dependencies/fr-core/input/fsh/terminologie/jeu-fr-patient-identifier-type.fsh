ValueSet: FrPatientIdentifierType
Id: fr-patient-identifier-type
Title: "Types d'identifiants d'un patient"
Description: "Matricules INS, numéro de dossier pharmaceutique et identifiants locaux."
* insert JeuFrCore
* FrV20203#INS-NIR
* FrV20203#INS-NIA
* FrV20203#INS-C
* FrV20203#NDP
* $v2-0203#PI
* $v2-0203#RRI
