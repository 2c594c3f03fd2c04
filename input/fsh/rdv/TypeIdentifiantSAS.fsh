ValueSet: TypeIdentifiantSAS
Id: sas-valueset-typeidentifiant
Title: "Types d'identifiants d'un régulateur"
Description: "Identifiant national du régulateur, ou identifiant interne de la plateforme SAS."
* insert JeuSas
* $fr-v2-0203#IDNPS "Identifiant National de Professionnel de Santé"
* $fr-v2-0203#INTRN "Identifiant interne"
