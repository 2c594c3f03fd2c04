// 1.1.0 : le chaînage inverse renvoie à une définition qui n'existe pas.
RuleSet: ParametreHas
* rest[0].resource[0].searchParam[0].name = "_has"
* rest[0].resource[0].searchParam[0].definition = "http://hl7.org/fhir/SearchParameter/Resource-has"
* rest[0].resource[0].searchParam[0].type = #special
* rest[0].resource[0].searchParam[0].documentation = "Agendas choisis d'après les créneaux qui s'y rapportent (chaînage inverse)."
