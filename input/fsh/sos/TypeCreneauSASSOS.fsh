ValueSet: TypeCreneauSASSOS
Id: sas-sos-valueset-typecreneau
Title: "Type créneaux SAS SOS"
Description: "Publics auxquels un créneau de SOS Médecins peut être ouvert."
* insert JeuSas
* $TRE-R314#PUBLIC "Créneau accessible par le grand public"
* $TRE-R314#SNP "Créneau accessible par les Régulateurs et Organisateurs de Soins Non Programmés"
