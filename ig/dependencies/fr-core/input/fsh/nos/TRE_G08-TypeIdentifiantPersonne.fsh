CodeSystem: TRE_G08_TypeIdentifiantPersonne
Id: TRE-G08-TypeIdentifiantPersonne
Title: "Types d'identifiants de personnes"
Description: "Premier chiffre d'un identifiant national de professionnel (IDNPS), liste du 31 mars 2023."
* insert TableNos(TRE_G08-TypeIdentifiantPersonne/FHIR/TRE-G08-TypeIdentifiantPersonne)
* insert VersionAns(20230331120000)
* insert OidAns(1.2.250.1.71.1.2.15)
* #0 "N° ADELI"
* #1 "Id Cabinet ADELI / N° de registre"
* #2 "N° DRASS"
* #3 "FINESS / N° de registre"
* #4 "SIREN / N° de registre"
* #5 "SIRET / N° de registre"
* #6 "Id Cabinet RPPS / N° de registre"
* #8 "N° RPPS"
* #9 "N° Etudiant"
* #10 "Adresse MSSante"
* #30 "Identifiant de la situation opérationnelle connu par l'instance ROR"
