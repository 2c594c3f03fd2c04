// 1.1.0 : un seul statut de participation pour les PS, un jeu propre à SOS Médecins.

RuleSet: ParticipationPs
* participant.status = #accepted

RuleSet: ParticipationSos
* participant.status from ParticipantStatusSASSOS (required)
