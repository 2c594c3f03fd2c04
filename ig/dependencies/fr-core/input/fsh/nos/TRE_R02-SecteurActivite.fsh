CodeSystem: TRE_R02_SecteurActivite
Id: TRE-R02-SecteurActivite
Title: "Secteurs d'activité"
Description: "Secteurs d'activité dont nous connaissons le libellé, sur les 62 de la liste du 31 mars 2023."
* insert TableNos(TRE_R02-SecteurActivite/FHIR/TRE-R02-SecteurActivite)
* insert VersionAns(20230331120000)
* insert OidAns(1.2.250.1.71.4.2.4)
* #SA01 "Etablissement public de santé"
* #SA05 "Centre de santé"
* #SA07 "Cabinet individuel"
* #SA08 "Cabinet de groupe"
* #SA09 "Exercice en société"
* #SA33 "Pharmacie d'officine"
* #SA50 "Permanence de soins ambulatoires hors cabinet"
* #SA52 "Maison de santé ou Pôle de santé"
* #SA57 "Structure de coopération avec mission de coordination de soins"
* #SA63 "Communauté Professionnelle Territoriale de Santé"
