ValueSet: ParticipantStatusSASSOS
Id: sas-sos-valueset-participant-status
Title: "Statuts de participation à un rendez-vous SOS Médecins"
Description: "Le médecin a accepté le rendez-vous, ou doit encore le confirmer. Remplacé en 1.2.0 par sas-valueset-participant-status, qui sert aussi aux PS."
* insert JeuSas
* $participationstatus#accepted "RDV accepté par le PS effecteur de soins"
* $participationstatus#needs-action "RDV en attente de confirmation par le PS effecteur de soins"
