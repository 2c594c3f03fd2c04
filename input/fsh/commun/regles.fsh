// --- Canoniques -------------------------------------------------------------

// Les profils de la première génération ont gardé leur URL sous sas.fr.
RuleSet: CanoniqueHistorique(id)
* ^url = "http://sas.fr/fhir/StructureDefinition/{id}"

// --- Identifiants -----------------------------------------------------------

// Identifiant national d'un professionnel : RPPS précédé de 8, ADELI précédé de 0…
RuleSet: IdentifiantNationalPS(element)
* {element}.type = $fr-v2-0203#IDNPS
* {element}.system = "urn:oid:1.2.250.1.71.4.2.1"

// Identifiant attribué par la plateforme SAS (UUID).
RuleSet: IdentifiantInternePlateforme(element)
* {element}.type = $fr-v2-0203#INTRN
* {element}.system = "urn:oid:1.2.250.1.213.3.6"

// Identifiant national d'une structure : FINESS précédé de 1, SIRET de 3, RPPS rang de 4…
RuleSet: IdentifiantNationalStructure(element, type)
* {element}.type = {type}
* {element}.system = "urn:oid:1.2.250.1.71.4.2.2"

// --- Tranches ---------------------------------------------------------------

RuleSet: Tranches(element, discriminant, chemin)
* {element} ^slicing.discriminator[0].type = #{discriminant}
* {element} ^slicing.discriminator[0].path = "{chemin}"
* {element} ^slicing.rules = #open
* {element} ^slicing.ordered = false

// --- Références -------------------------------------------------------------

// La cible est une autre ressource, dans la même réponse ou ailleurs, jamais contenue.
RuleSet: Agregation(element)
* {element} ^type[0].aggregation[0] = #referenced
* {element} ^type[0].aggregation[1] = #bundled

// --- Réponses ---------------------------------------------------------------

RuleSet: EntreeDeReponse(tranche, minimum, profil)
* entry contains {tranche} {minimum}..*
* entry[{tranche}].fullUrl 1..1
* entry[{tranche}].resource only {profil}
