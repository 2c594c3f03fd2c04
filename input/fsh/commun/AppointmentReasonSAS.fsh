ValueSet: AppointmentReasonSAS
Id: sas-valueset-appointmentreason
Title: "Accès à un créneau, avec ou sans rendez-vous"
Description: "Le créneau demande un rendez-vous, ou accueille le patient sans rendez-vous."
* insert JeuSas
* $v2-0276#ROUTINE "Créneau avec prise de RDV possible"
* $v2-0276#WALKIN "Créneau sans prise de RDV possible à domicile"
