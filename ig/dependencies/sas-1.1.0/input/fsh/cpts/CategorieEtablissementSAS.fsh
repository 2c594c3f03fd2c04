ValueSet: CategorieEtablissementSAS
Id: sas-valueset-categorieetablissement
Title: "Catégorie établissement SAS"
Description: "Catégorie d'établissement d'une CPTS."
* insert JeuSas
* $TRE-R66#604 "CPTS"
