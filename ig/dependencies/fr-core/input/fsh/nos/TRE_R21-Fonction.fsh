CodeSystem: TRE_R21_Fonction
Id: TRE-R21-Fonction
Title: "Fonctions"
Description: "Fonctions que peut tenir un professionnel dans une structure ; nous n'en connaissons que trois."
* insert TableNos(TRE_R21-Fonction/FHIR/TRE-R21-Fonction)
* #FON-01 "Titulaire de cabinet"
* #FON-02 "Associé dans une société d'exercice (SEL ou SCP)"
* #FON-05 "Adjoint"
