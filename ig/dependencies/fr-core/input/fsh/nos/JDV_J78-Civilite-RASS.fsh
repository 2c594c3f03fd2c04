ValueSet: JDV_J78_Civilite_RASS
Id: JDV-J78-Civilite-RASS
Title: "Civilités du RASS"
Description: "Civilités admises comme préfixe d'un nom : M, MME, MLLE."
* insert Nos(JDV_J78-Civilite-RASS/FHIR/JDV-J78-Civilite-RASS)
* $TRE-R81#M
* $TRE-R81#MME
* $TRE-R81#MLLE
