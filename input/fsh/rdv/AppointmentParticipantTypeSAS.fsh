ValueSet: AppointmentParticipantTypeSAS
Id: sas-valueset-appointmentparticipanttype
Title: "Types de participants à un rendez-vous SAS"
Description: "Type du participant d'un rendez-vous de SOS Médecins quand le médecin n'est pas encore connu. Aucun profil n'impose encore ce jeu."
* insert JeuSas
* $v3-ParticipationType#ADM
