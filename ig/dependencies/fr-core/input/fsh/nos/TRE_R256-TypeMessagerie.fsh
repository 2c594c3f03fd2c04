CodeSystem: TRE_R256_TypeMessagerie
Id: TRE-R256-TypeMessagerie
Title: "Types de messagerie"
Description: "Messageries professionnelles auxquelles une adresse électronique peut appartenir."
* insert TableNos(TRE_R256-TypeMessagerie/FHIR/TRE-R256-TypeMessagerie)
* #MSSANTE "MSSANTE"
* #APICRYPT "APICRYPT"
* #OSM "OSM"
* #AutreMessagerie "Messagerie électronique rassemblant des acteurs légitimes à l'utiliser"
