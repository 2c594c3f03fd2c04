RuleSet: CompteFautif
* insert SeReclameDuSas(FrPractitionerRegul)
* meta.source = "urn:oid:1.2.250.1.213.3.6"
* insert Rpps(identifier[0], 10199999959)
* active = true
* name.family = "MARTIN"
* name.given = "Claire"

Instance: faux-regul-sans-etat
InstanceOf: Practitioner
Usage: #example
Title: "Compte sans état"
Description: "Practitioner.active est obligatoire (1..1)."
* insert SeReclameDuSas(FrPractitionerRegul)
* insert Rpps(identifier, 10199999959)

Instance: faux-regul-telephone
InstanceOf: Practitioner
Usage: #example
Title: "Téléphone dans un compte"
Description: "Practitioner.telecom.system doit valoir « email »."
* insert CompteFautif
* telecom.system = #phone
* telecom.value = "+33299000015"

Instance: faux-regul-identifiant-mal-apparie
InstanceOf: Practitioner
Usage: #example
Title: "Système et type mal appariés"
Description: "Sous le système de la plateforme, la tranche IdentifiantInterne veut le type INTRN."
* insert CompteFautif
* identifier[1].type = $fr-v2-0203#IDNPS
* identifier[1].system = "urn:oid:1.2.250.1.213.3.6"
* identifier[1].value = "0191a2b3-0000-7e6f-8a9b-0c1d2e3f4a5b"

Instance: faux-regul-deux-identifiants-nationaux
InstanceOf: Practitioner
Usage: #example
Title: "Deux identifiants nationaux"
Description: "La tranche IdentifiantNatPS est limitée à 0..1."
* insert CompteFautif
* insert Rpps(identifier[1], 10199999967)

Instance: faux-regul-autre-source
InstanceOf: Practitioner
Usage: #example
Title: "Autre source"
Description: "Practitioner.meta.source doit être l'OID de la plateforme SAS."
* insert CompteFautif
* meta.source = "urn:oid:1.2.250.1.213.3.7"

Instance: faux-regul-deux-prenoms
InstanceOf: Practitioner
Usage: #example
Title: "Deux prénoms"
Description: "Practitioner.name.given est limité à 1..1."
* insert CompteFautif
* name.given[1] = "Marie"
