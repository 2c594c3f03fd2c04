CodeSystem: FrCSLocationType
Id: fr-location-type
Title: "Types de lieux"
Description: "Usage ou équipement particulier d'un lieu."
* insert SystemeFrCore
* #PRSN_NGTV "Pression négative"
* #PRSN_PSTV "Pression positive"
* #CRCRL "Carcéral"
* #CPTN "Capitonné"
* #PNT_CLCT "Point de collecte"
* #PNT_LVRSN "Point de livraison"
* #SL_ATNT "Salle d'attente"
* #SL_RVL "Salle réveil"
* #SL_EXM "Salle examen"
* #SL_RN "Salle de réunion"
* #SL_TRV "Salle de travail"
* #ACC "Point d'accueil"
