CodeSystem: FrCSModeValidationIdentity
Id: fr-mode-validation-identity
Title: "Modes de validation de l'identité"
Description: "Pièce présentée pour valider une identité. Nous en connaissons les codes, pas les libellés."
* insert SystemeFrCore
* #AN
* #CC
* #CE
* #CM
* #CN
* #CS
* #LE
* #PA
* #PC
