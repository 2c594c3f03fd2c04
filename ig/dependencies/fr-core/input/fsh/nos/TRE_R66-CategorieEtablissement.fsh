CodeSystem: TRE_R66_CategorieEtablissement
Id: TRE-R66-CategorieEtablissement
Title: "Catégories d'établissements"
Description: "Les trois catégories que nomme le SAS, sur les centaines que compte la table."
* insert TableNos(TRE_R66-CategorieEtablissement/FHIR/TRE-R66-CategorieEtablissement)
* insert OidAns(1.2.250.1.213.1.6.1.8)
* #604 "Communauté Professionnelle Territoriale de Santé (CPTS)"
* #603 "Maison de santé (L.6223-3)"
* #124 "Centre de Santé"
