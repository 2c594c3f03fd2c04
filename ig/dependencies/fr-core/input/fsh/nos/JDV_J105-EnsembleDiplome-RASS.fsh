ValueSet: JDV_J105_EnsembleDiplome_RASS
Id: JDV-J105-EnsembleDiplome-RASS
Title: "Diplômes du RASS"
Description: "Le jeu publié énumère des diplômes de quatorze tables ; sans sa liste, les tables entières sont admises."
* insert Nos(JDV_J105-EnsembleDiplome-RASS/FHIR/JDV-J105-EnsembleDiplome-RASS)
* include codes from system $TRE-R36
* include codes from system $TRE-R47
* include codes from system $TRE-R48
* include codes from system $TRE-R49
* include codes from system $TRE-R50
* include codes from system $TRE-R51
* include codes from system $TRE-R52
* include codes from system $TRE-R53
* include codes from system $TRE-R54
* include codes from system $TRE-R55
* include codes from system $TRE-R56
* include codes from system $TRE-R57
* include codes from system $TRE-R58
* include codes from system $TRE-R226
