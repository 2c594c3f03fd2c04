ValueSet: CategorieOrientationSASValueSet
Id: categorie-orientation-sas-valueset
Title: "Catégories d'orientation"
Description: "Filières vers lesquelles un patient est orienté : professionnel à titre individuel, place de marché, SOS Médecins, CPTS (604), maison de santé (603) ou centre de santé (124)."
* insert JeuSas
* include codes from system CategorieOrientationSASCodeSystem
* $TRE-R66#604
* $TRE-R66#603
* $TRE-R66#124
