CodeSystem: FrCSLocationPhysicalType
Id: fr-location-physical-type
Title: "Types physiques de lieux"
Description: "Forme matérielle d'un lieu : bâtiment, étage, chambre, lit…"
* insert SystemeFrCore
* #FTL "Emplacement fauteuil"
* #BTMNT "Bâtiment"
* #L "Lieu non spécifié"
* #ETG "Etage"
* #AL "Aile"
* #CLR "Couloir"
* #R "Chambre"
* #BX "Box"
* #PT "Point"
* #B "Emplacement lit"
* #BLC "Bloc"
* #BR "Bureau"
