CodeSystem: TRE_R09_CategorieProfessionnelle
Id: TRE-R09-CategorieProfessionnelle
Title: "Catégories professionnelles"
Description: "Statut sous lequel un professionnel exerce : civil, agent public, fonctionnaire ou étudiant."
* insert TableNos(TRE_R09-CategorieProfessionnelle/FHIR/TRE-R09-CategorieProfessionnelle)
* #C "Civil"
* #E "Etudiant"
* #F "Fonctionnaire d'Etat ou de collectivité locale"
* #M "Agent public"
