Extension: FrPractitionerRoleCodeCategorieProfessionnelle
Id: FrPractitionerRoleCodeCategorieProfessionnelle
Title: "Catégorie professionnelle"
Description: "Statut du professionnel (civil, agent public, étudiant…) qui change le sens de la profession codée."
Context: PractitionerRole.code
* . 0..1
// Elle change le sens de la profession, mais CodeableConcept n'a pas de modifierExtension :
// seule la tranche du profil qui l'emploie est donc marquée comme modificatrice.
* value[x] 1..1
* value[x] only CodeableConcept
* value[x].coding 1..1
* value[x].coding from FrCategorieProfessionnelle (required)
