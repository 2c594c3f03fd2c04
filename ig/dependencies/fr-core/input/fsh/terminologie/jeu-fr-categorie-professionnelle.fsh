ValueSet: FrCategorieProfessionnelle
Id: fr-categorie-professionnelle
Title: "Catégories professionnelles"
Description: "Toutes les catégories professionnelles de la table TRE_R09."
* insert JeuFrCore
* include codes from system $TRE-R09
