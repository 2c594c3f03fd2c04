ValueSet: TypeCreneauSASCPTS
Id: sas-cpts-valueset-typecreneau
Title: "Type créneaux SAS CPTS"
Description: "Publics auxquels un créneau peut être ouvert, CPTS comprises."
* insert JeuSas
* $TRE-R314#PUBLIC "Créneau accessible par le grand public"
* $TRE-R314#SNP "Créneau accessible par les Régulateurs et Organisateurs de Soins Non Programmés"
* $TRE-R314#PRO "Créneau accessible par les professionnels de santé"
* $TRE-R314#CPTS "Créneau accessible par les CPTS"
