Extension: FrOrganizationDescription
Id: FrOrganizationDescription
Title: "Description de la structure"
Description: "Texte libre qui présente la structure : ses missions, son accueil."
Context: Organization
* . 0..1
* value[x] only string
