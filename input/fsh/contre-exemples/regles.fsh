// Les contre-exemples sont des instances du type de base qui se réclament d'un profil :
// SUSHI les compile sans broncher, et le valideur doit y trouver la faute annoncée, elle
// seule. Chacun part d'une instance juste et n'y change qu'une chose.

RuleSet: SeReclameDe(profil)
* meta.profile = "{profil}"

RuleSet: SeReclameDuSas(id)
* insert SeReclameDe(https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/{id})

RuleSet: SeReclameDeSasFr(id)
* insert SeReclameDe(http://sas.fr/fhir/StructureDefinition/{id})
