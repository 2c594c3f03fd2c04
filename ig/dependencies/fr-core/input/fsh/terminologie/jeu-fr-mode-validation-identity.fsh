ValueSet: FrModeValidationIdentity
Id: fr-mode-validation-identity
Title: "Modes de validation de l'identité"
Description: "Toutes les pièces qui valident une identité."
* insert JeuFrCore
* include codes from system FrCSModeValidationIdentity
