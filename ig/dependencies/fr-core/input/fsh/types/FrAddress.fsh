Profile: FrAddress
Parent: Address
Id: FrAddress
Title: "Adresse"
Description: "Adresse française, complétée par le code INSEE de la commune."
* insert ExtensionsParUrl
* extension contains FrAddressInseeCode named inseeCode 0..1
* use from $address-use (required)
* type from $address-type (required)
* country ^comment = "Code ISO 3166 à trois lettres : FRA pour la France."
