ValueSet: TypeCreneauSASSOS
Id: sas-sos-valueset-typecreneau
Title: "Types de créneaux – SOS Médecins"
Description: "Publics auxquels un créneau de SOS Médecins peut être ouvert : grand public, soins non programmés."
* insert JeuSas
* $TRE-R314#PUBLIC "Créneau accessible par le grand public"
* $TRE-R314#SNP "Créneau accessible par les Régulateurs et Organisateurs de Soins Non Programmés"
