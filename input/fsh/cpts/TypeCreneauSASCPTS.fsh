ValueSet: TypeCreneauSASCPTS
Id: sas-cpts-valueset-typecreneau
Title: "Types de créneaux – CPTS"
Description: "Publics auxquels le créneau d'un professionnel peut être ouvert, CPTS comprises. Un créneau porte tous ceux qui s'appliquent."
* insert JeuSas
* $TRE-R314#PUBLIC "Créneau accessible par le grand public"
* $TRE-R314#SNP "Créneau accessible par les Régulateurs et Organisateurs de Soins Non Programmés"
* $TRE-R314#PRO "Créneau accessible par les professionnels de santé"
* $TRE-R314#CPTS "Créneau accessible par les CPTS"
