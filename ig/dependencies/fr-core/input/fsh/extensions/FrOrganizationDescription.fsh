Extension: FrOrganizationDescription
Id: FrOrganizationDescription
Title: "Description de la structure"
Description: "Texte libre qui décrit la structure."
Context: Organization
* . 0..1
* value[x] only string
