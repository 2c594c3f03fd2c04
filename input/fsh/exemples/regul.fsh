Instance: regulateur-1
InstanceOf: FrPractitionerRegul
Usage: #example
Title: "Compte – régulateur connu par son RPPS"
Description: "Compte ouvert, avec identifiant national et identifiant interne."
* meta.source = "urn:oid:1.2.250.1.213.3.6"
* insert Rpps(identifier[IdentifiantNatPS], 10199999959)
* identifier[IdentifiantInterne].type = $fr-v2-0203#INTRN
* identifier[IdentifiantInterne].system = "urn:oid:1.2.250.1.213.3.6"
* identifier[IdentifiantInterne].value = "0191a2b3-0000-7e6f-8a9b-0c1d2e3f4a5b"
* active = true
* name.family = "MARTIN"
* name.given = "Claire"
* telecom.system = #email
* telecom.value = "claire.martin@samu.example.org"

Instance: regulateur-2
InstanceOf: FrPractitionerRegul
Usage: #example
Title: "Compte – opérateur fermé"
Description: "Compte fermé (active vaut false) d'un opérateur sans identifiant national."
* meta.source = "urn:oid:1.2.250.1.213.3.6"
* identifier[IdentifiantInterne].type = $fr-v2-0203#INTRN
* identifier[IdentifiantInterne].system = "urn:oid:1.2.250.1.213.3.6"
* identifier[IdentifiantInterne].value = "0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b"
* active = false
* name.family = "BERNARD"
* name.given = "Paul"
* telecom.system = #email
* telecom.value = "paul.bernard@samu.example.org"
