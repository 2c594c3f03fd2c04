// 1.1.0 : IDNST est pris dans le système des identifiants de lieux.
RuleSet: IdentifiantCpts
* insert IdentifiantNationalStructure(identifier, $fr-location-identifier-type#IDNST)
