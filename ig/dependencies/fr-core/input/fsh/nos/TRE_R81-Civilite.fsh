CodeSystem: TRE_R81_Civilite
Id: TRE-R81-Civilite
Title: "Civilités"
Description: "Civilités que peut porter un nom : monsieur, madame, mademoiselle (abandonnée)."
* insert TableNos(TRE_R81-Civilite/FHIR/TRE-R81-Civilite)
* #M "Monsieur"
* #MME "Madame"
* #MLLE "Mademoiselle"
