Profile: GAP_BundleResultatReponseADemandeConsultationDisponibilite
Parent: Bundle
Id: gap-bundle-reponse-demande-consult-dispo
Title: "Réponse à une consultation de disponibilités – GAP"
Description: "Réponse à une consultation de disponibilités (flux 5a) : des créneaux, avec les agendas et les ressources que la demande inclut."
* insert ReponseGap
* insert EntreeGap(Slot, FrSlot, match)
* insert RessourcesIncluses
