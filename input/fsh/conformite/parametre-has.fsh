// Le chaînage inverse n'a pas de définition propre.
RuleSet: ParametreHas
* rest[0].resource[0].searchParam[0].name = "_has"
* rest[0].resource[0].searchParam[0].type = #special
* rest[0].resource[0].searchParam[0].documentation = "Agendas choisis d'après les créneaux qui s'y rapportent (chaînage inverse)."
