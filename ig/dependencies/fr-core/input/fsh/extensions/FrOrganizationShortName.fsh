Extension: FrOrganizationShortName
Id: FrOrganizationShortName
Title: "Nom court de la structure"
Description: "Nom abrégé de la structure, pour les listes et les étiquettes."
Context: Organization
* . 0..1
* value[x] only string
