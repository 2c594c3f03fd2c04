ValueSet: ParticipantStatusSAS
Id: sas-valueset-participant-status
Title: "Statuts de participation à un rendez-vous SAS"
Description: "Le professionnel a accepté le rendez-vous, ou doit encore le confirmer."
* insert JeuSas
* $participationstatus#accepted "RDV accepté par le PS effecteur de soins"
* $participationstatus#needs-action "RDV en attente de confirmation par le PS effecteur de soins"
