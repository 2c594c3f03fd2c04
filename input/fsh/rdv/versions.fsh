// Ce qui distingue les rendez-vous de la version 1.1.0, dont le dossier
// ig/dependencies/sas-1.1.0 remplace ce fichier.

RuleSet: ParticipationPs
* created MS
* participant.status from ParticipantStatusSAS (required)

RuleSet: ParticipationSos
* created MS
* participant.status from ParticipantStatusSAS (required)
