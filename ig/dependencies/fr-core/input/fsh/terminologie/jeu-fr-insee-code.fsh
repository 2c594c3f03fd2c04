ValueSet: FrInseeCode
Id: fr-insee-code
Title: "Communes"
Description: "Toutes les communes de la table TRE_R13 (codes INSEE à cinq caractères)."
* insert JeuFrCore
* include codes from system $TRE-R13
