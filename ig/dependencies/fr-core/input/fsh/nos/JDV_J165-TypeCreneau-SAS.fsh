ValueSet: JDV_J165_TypeCreneau_SAS
Id: JDV-J165-TypeCreneau-SAS
Title: "Types de créneaux du SAS"
Description: "Les quatre types de créneaux, liste du 26 juillet 2024."
* insert Nos(JDV_J165-TypeCreneau-SAS/FHIR/JDV-J165-TypeCreneau-SAS)
* insert VersionAns(20240726120000)
* insert OidAns(1.2.250.1.213.3.4.10)
* $TRE-R314#PUBLIC
* $TRE-R314#PRO
* $TRE-R314#SNP
* $TRE-R314#CPTS
