RuleSet: ExigencesGap(id, nom, mode)
* url = "https://interop.esante.gouv.fr/ig/fhir/gap/CapabilityStatement/{id}"
* name = "{nom}"
* status = #active
* experimental = false
* date = "2023-08-02"
* kind = #requirements
* fhirVersion = #4.0.1
* format[0] = #application/fhir+xml
* format[1] = #application/fhir+json
* implementationGuide = "https://interop.esante.gouv.fr/ig/fhir/gap"
* rest[0].mode = #{mode}
* rest[0].security.cors = false
* rest[0].security.description = "Les échanges suivent la politique générale de sécurité des systèmes d'information de santé (PGSSI-S) et le volet Transport du CI-SIS."

RuleSet: Ressource(rang, type, profil)
* rest[0].resource[{rang}].type = #{type}
* rest[0].resource[{rang}].profile = "{profil}"

RuleSet: Declaration(rang, type, profil)
* insert Ressource({rang}, {type}, {profil})
* rest[0].resource[{rang}].interaction[0].code = #create
* rest[0].resource[{rang}].interaction[1].code = #update
* rest[0].resource[{rang}].interaction[2].code = #delete

RuleSet: Consultation(rang, type, profil)
* insert Ressource({rang}, {type}, {profil})
* rest[0].resource[{rang}].interaction[0].code = #read
* rest[0].resource[{rang}].interaction[1].code = #search-type

// « name » porte le nom du paramètre, non son code : ainsi fait le guide publié.
RuleSet: Parametre(rang, position, nom, type, definition)
* rest[0].resource[{rang}].searchParam[{position}].name = "{nom}"
* rest[0].resource[{rang}].searchParam[{position}].definition = "{definition}"
* rest[0].resource[{rang}].searchParam[{position}].type = #{type}
