ValueSet: FrPractionerIdentifierType
Id: fr-practioner-identifier-type
Title: "Types d'identifiants d'un professionnel"
Description: "Types d'identifiants admis pour un professionnel."
* insert JeuFrCore
* $v2-0203#EI
* FrV20203#ADELI
* FrV20203#RPPS
* FrV20203#IDNPS
* FrV20203#INTRN
* $TRE-G08#1
* $TRE-G08#3
* $TRE-G08#4
* $TRE-G08#5
* $TRE-G08#6
