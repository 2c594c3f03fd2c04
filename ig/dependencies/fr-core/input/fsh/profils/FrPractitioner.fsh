Profile: FrPractitioner
Parent: Practitioner
Id: FrPractitioner
Title: "Professionnel"
Description: "Professionnel intervenant en France, identifié par un identifiant typé et décrit par ses diplômes français."
* insert IdentifiantComplet
* identifier.type from FrPractionerIdentifierType (extensible)
* identifier.system ^comment = "urn:oid:1.2.250.1.71.4.2.1 pour un porteur de carte CPS ou CPE ; sinon l'OID ou l'URL de la structure qui attribue l'identifiant."
* name only FrHumanName
* telecom only FrContactPoint
* address only FrAddress
* gender from $administrative-gender (required)
* qualification.code.coding ^slicing.discriminator[0].type = #value
* qualification.code.coding ^slicing.discriminator[0].path = "system"
* qualification.code.coding ^slicing.rules = #open
* qualification.code.coding ^slicing.ordered = false
* insert Diplome(degreeR36, $TRE-R36)
* insert Diplome(degreeR47, $TRE-R47)
* insert Diplome(degreeR48, $TRE-R48)
* insert Diplome(degreeR49, $TRE-R49)
* insert Diplome(degreeR50, $TRE-R50)
* insert Diplome(degreeR51, $TRE-R51)
* insert Diplome(degreeR52, $TRE-R52)
* insert Diplome(degreeR53, $TRE-R53)
* insert Diplome(degreeR54, $TRE-R54)
* insert Diplome(degreeR55, $TRE-R55)
* insert Diplome(degreeR56, $TRE-R56)
* insert Diplome(degreeR57, $TRE-R57)
* insert Diplome(degreeR58, $TRE-R58)
* insert Diplome(degreeR226, $TRE-R226)

RuleSet: Diplome(tranche, systeme)
* qualification.code.coding contains {tranche} 0..*
* qualification.code.coding[{tranche}] from $JDV-J105 (required)
* qualification.code.coding[{tranche}].system = {systeme} (exactly)
* qualification.code.coding[{tranche}].system ^min = 0
