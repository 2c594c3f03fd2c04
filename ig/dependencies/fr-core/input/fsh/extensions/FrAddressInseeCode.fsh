Extension: FrAddressInseeCode
Id: FrAddressInseeCode
Title: "Code INSEE de la commune"
Description: "Commune de l'adresse, par son code officiel géographique (INSEE)."
Context: Address
* . 0..1
* value[x] only Coding
* value[x] from FrInseeCode (required)
