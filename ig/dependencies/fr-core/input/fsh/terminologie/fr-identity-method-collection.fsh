CodeSystem: FrCSIdentityMethodCollection
Id: fr-identity-method-collection
Title: "Modes de recueil de l'identité"
Description: "Façon dont les traits d'identité ont été recueillis. Nous en connaissons les codes, pas les libellés."
* insert SystemeFrCore
* #SM
* #CV
* #INSI
* #CB
* #RFID
