ValueSet: FrOrganizationIdentifierType
Id: fr-organization-identifier-type
Title: "Types d'identifiants d'une structure"
Description: "Types d'identifiants admis pour une structure."
* insert JeuFrCore
* ^experimental = true
// Le paquet publié nomme un système qui n'existe pas (sans « /fhir/ ») ; les deux formes sont admises.
* http://interopsante.org/CodeSystem/fr-v2-0203#FINEJ
* http://interopsante.org/CodeSystem/fr-v2-0203#FINEG
* http://interopsante.org/CodeSystem/fr-v2-0203#SIREN
* http://interopsante.org/CodeSystem/fr-v2-0203#SIRET
* http://interopsante.org/CodeSystem/fr-v2-0203#IDNST
* http://interopsante.org/CodeSystem/fr-v2-0203#INTRN
* http://interopsante.org/CodeSystem/fr-v2-0203#EXTRN
* FrV20203#FINEJ
* FrV20203#FINEG
* FrV20203#SIREN
* FrV20203#SIRET
* FrV20203#IDNST
* FrV20203#INTRN
* FrV20203#EXTRN
