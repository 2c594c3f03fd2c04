ValueSet: JDV_J239_SpecialitesSNP_SAS
Id: JDV-J239-SpecialitesSNP-SAS
Title: "Spécialités et professions du SAS"
Description: "Professions et spécialités appelées à participer au SAS ; aucun profil n'impose ce jeu."
* insert Nos(JDV_J239-SpecialitesSNP-SAS/FHIR/JDV-J239-SpecialitesSNP-SAS)
* insert VersionAns(20240126120000)
* $TRE-R38#SM03
* $TRE-R38#SM04
* $TRE-R38#SM15
* $TRE-R38#SM16
* $TRE-R38#SM19
* $TRE-R38#SM20
* $TRE-R38#SM21
* $TRE-R38#SM32
* $TRE-R38#SM36
* $TRE-R38#SM38
* $TRE-R38#SM39
* $TRE-R38#SM40
* $TRE-R38#SM42
* $TRE-R38#SM43
* $TRE-R38#SM44
* $TRE-R38#SM54
* $TRE-R38#SM57
* $TRE-G15#40
* $TRE-G15#50
* $TRE-G15#60
* $TRE-G15#69
* $TRE-G15#70
* $TRE-G15#80
* $TRE-G15#83
* $TRE-G15#91
* $TRE-G15#92
