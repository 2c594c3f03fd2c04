// La version 1.1.0 du guide ne disait rien de l'usage : voir ig/dependencies/sas-1.1.0.
RuleSet: JeuSas
* ^experimental = false
