Profile: FrHumanName
Parent: HumanName
Id: FrHumanName
Title: "Nom de personne"
Description: "Nom d'une personne physique : une civilité au plus en préfixe, les titres d'exercice en suffixe."
* insert ExtensionsParUrl
* extension contains $humanname-assembly-order named assemblyOrder 0..1
* use from $name-use (required)
* prefix 0..1
* prefix from $JDV-J78 (extensible)
* suffix from $JDV-J79 (extensible)
