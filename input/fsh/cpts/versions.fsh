// Ce qui distingue les CPTS de la version 1.1.0, dont le dossier ig/dependencies/sas-1.1.0
// remplace ce fichier.

// Le système est celui de FR Core 2 : il ne se résout pas avec FR Core 1.1.0, d'où un
// avertissement.
RuleSet: IdentifiantCpts
* insert IdentifiantNationalStructure(identifier, $fr-core-cs-v2-0203#IDNST)
