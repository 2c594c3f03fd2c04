ValueSet: JDV_J129_CategorieEtablissement_RASS
Id: JDV-J129-CategorieEtablissement-RASS
Title: "Catégories d'établissements du RASS"
Description: "Le jeu publié est un extrait de la table TRE_R66 ; sans sa liste, toute la table est admise."
* insert Nos(JDV_J129-CategorieEtablissement-RASS/FHIR/JDV-J129-CategorieEtablissement-RASS)
* include codes from system $TRE-R66
