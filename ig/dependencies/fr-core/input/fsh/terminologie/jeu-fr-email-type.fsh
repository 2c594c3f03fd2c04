ValueSet: FrEmailType
Id: fr-email-type
Title: "Types de messagerie"
Description: "Tous les types de messagerie de la table TRE_R256."
* insert JeuFrCore
* include codes from system $TRE-R256
