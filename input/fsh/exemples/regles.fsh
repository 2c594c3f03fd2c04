// --- Briques communes aux exemples ------------------------------------------

RuleSet: TypeDeCreneau(rang, code)
* meta.security[{rang}] = $TRE-R314#{code}

RuleSet: ModeDeConsultation(rang, code)
* serviceType[{rang}].coding = $v3-ActCode#{code}

RuleSet: Horaire(debut, fin)
* status = #free
* start = "{debut}"
* end = "{fin}"

RuleSet: Adresse(voie, code, commune)
* address.line = "{voie}"
* address.postalCode = "{code}"
* address.city = "{commune}"

RuleSet: Rpps(element, rpps)
* {element}.type = $fr-v2-0203#IDNPS
* {element}.system = "urn:oid:1.2.250.1.71.4.2.1"
* {element}.value = "8{rpps}"

RuleSet: Entree(rang, type, id, mode)
* entry[{rang}].fullUrl = "https://agenda.example.org/fhir/{type}/{id}"
* entry[{rang}].resource = {id}
* entry[{rang}].search.mode = #{mode}
