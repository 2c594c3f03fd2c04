// --- Éléments ---------------------------------------------------------------

RuleSet: ExtensionsParUrl
* extension ^slicing.discriminator[0].type = #value
* extension ^slicing.discriminator[0].path = "url"
* extension ^slicing.rules = #open
* extension ^slicing.ordered = false

// FR Core redéclare les liaisons obligatoires de R4 sans leur suffixe « |4.0.1 » : mêmes
// codes, mais un lecteur qui compare les définitions doit y trouver la même URL.
RuleSet: UsageIdentifiant
* identifier.use from $identifier-use (required)

RuleSet: IdentifiantComplet
* insert UsageIdentifiant
* identifier.type 1..1
* identifier.system 1..1
* identifier.value 1..1

// --- Terminologie -----------------------------------------------------------

RuleSet: SystemeFrCore
* ^version = "1.0.1"
* ^status = #draft
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete

RuleSet: JeuFrCore
* ^version = "1.0.1"
* ^experimental = false

// Une table de l'ANS vit sa vie : ce que nous en avons est un extrait, même quand il était
// complet le jour de sa copie. Un code inconnu donne donc un avertissement, pas une erreur.
// Sans version connue, l'extrait porte celle du paquet.
RuleSet: TableNos(fichier)
* insert Nos({fichier})
* ^caseSensitive = false
* ^content = #fragment

RuleSet: Nos(fichier)
* ^url = "https://mos.esante.gouv.fr/NOS/{fichier}"
* ^publisher = "ANS"
* ^experimental = false

RuleSet: VersionAns(version)
* ^version = "{version}"

RuleSet: OidAns(oid)
* ^identifier[0].system = "urn:ietf:rfc:3986"
* ^identifier[0].value = "urn:oid:{oid}"
