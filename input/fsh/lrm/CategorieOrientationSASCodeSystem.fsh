CodeSystem: CategorieOrientationSASCodeSystem
Id: categorie-orientation-sas-codesystem
Title: "Catégories d'orientation propres au SAS"
Description: "Catégories d'orientation propres au SAS ; les autres viennent des catégories d'établissements (TRE_R66)."
* ^status = #active
* ^experimental = true
* ^caseSensitive = true
* #001 "PS" "Catégorie PS à titre individuel"
* #002 "PDM" "Catégorie Place de marché"
* #003 "SOS" "Catégorie SOS Médecins"
