ValueSet: FrModeValidationIdentity
Id: fr-mode-validation-identity
Title: "Modes de validation de l'identité"
Description: "Pièces qui valident une identité : carte, passeport, acte…"
* insert JeuFrCore
* include codes from system FrCSModeValidationIdentity
