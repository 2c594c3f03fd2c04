ValueSet: CategorieEtablissementSAS
Id: sas-valueset-categorieetablissement
Title: "Catégorie d'établissement d'une CPTS"
Description: "Le seul code qui rattache un créneau à une CPTS : 604, communauté professionnelle territoriale de santé."
* insert JeuSas
* $TRE-R66#604 "CPTS"
