Profile: FrPractitionerRegul
Parent: FrPractitioner
Id: FrPractitionerRegul
Title: "Compte régulateur"
Description: "Compte d'un régulateur ou d'un opérateur de soins non programmés, que la plateforme SAS transmet aux éditeurs."
* meta.source = "urn:oid:1.2.250.1.213.3.6"
* insert Tranches(identifier, value, system)
* identifier 1..*
* identifier contains IdentifiantNatPS 0..1 and IdentifiantInterne 0..1
* insert IdentifiantNationalPS(identifier[IdentifiantNatPS])
* insert IdentifiantInternePlateforme(identifier[IdentifiantInterne])
* active 1..1
* active ^short = "true : compte ouvert ; false : compte fermé (il n'y a pas de suppression)"
* name.family 1..1
* name.given 1..1
* telecom.system = #email
