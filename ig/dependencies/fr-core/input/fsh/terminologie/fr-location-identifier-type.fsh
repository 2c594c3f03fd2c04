CodeSystem: FrCSLocationIdentifierType
Id: fr-location-identifier-type
Title: "Types d'identifiants de lieux"
Description: "Portée de l'identifiant d'un lieu : interne, externe, global ou national."
* insert SystemeFrCore
* #INTRN "Identifiant interne"
* #EXTRN "Identifiant externe"
* #GLBL "Identifiant global"
* #IDNST "Identification nationale de structure définie par l'ASIP-SANTE dans le CI_SIS"
