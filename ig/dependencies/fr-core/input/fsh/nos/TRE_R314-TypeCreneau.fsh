CodeSystem: TRE_R314_TypeCreneau
Id: TRE-R314-TypeCreneau
Title: "Types de créneaux"
Description: "Publics auxquels un créneau est ouvert, liste du 26 juillet 2024."
* insert TableNos(TRE_R314-TypeCreneau/FHIR/TRE-R314-TypeCreneau)
* insert VersionAns(20240726120000)
* insert OidAns(1.2.250.1.213.3.3.71)
* #PUBLIC "Créneau accessible par le grand public"
* #PRO "Créneau accessible par l'ensemble des professionnels de santé"
* #SNP "Créneau accessible par les Régulateurs et Organisateurs de Soins Non Programmés"
* #CPTS "Créneau accessible par les communautés professionnelles territoriales de santé"
