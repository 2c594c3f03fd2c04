Profile: GAP_BundleResultatReponseADemandeConsultationRDV
Parent: Bundle
Id: gap-bundle-reponse-demande-consult-rdv
Title: "Réponse à une consultation de rendez-vous – GAP"
Description: "Réponse à une consultation de rendez-vous (flux 5b) : des rendez-vous, avec les créneaux, les agendas et les ressources que la demande inclut."
* insert ReponseGap
* insert EntreeGap(Appointment, FrAppointment, match)
* insert EntreeGap(Slot, FrSlot, include)
* insert RessourcesIncluses
