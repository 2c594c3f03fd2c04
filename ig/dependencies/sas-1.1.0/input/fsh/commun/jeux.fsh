// Les jeux de valeurs de la 1.1.0 ne disent pas s'ils sont expérimentaux.
RuleSet: JeuSas
* ^status = #active
