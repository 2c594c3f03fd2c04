CodeSystem: FrV20445
Id: fr-v2-0445
Title: "Fiabilité de l'identité"
Description: "Degré de confiance dans une identité, table 0445 d'HL7 v2 complétée pour la France. Nous en connaissons les codes, pas les libellés."
* insert SystemeFrCore
* #VIDE
* #PROV
* #VALI
* #DOUB
* #DESA
* #DPOT
* #DOUA
* #COLP
* #COLV
* #FILI
* #CACH
* #ANOM
* #IDVER
* #RECD
* #IDRA
* #USUR
* #HOMD
* #HOMA
* #INVA
