Profile: FrContactPoint
Parent: ContactPoint
Id: FrContactPoint
Title: "Coordonnée électronique ou téléphonique"
Description: "Moyen de joindre une personne ou une structure ; le type de messagerie peut être précisé pour une adresse électronique."
* insert ExtensionsParUrl
* extension contains FrContactPointEmailType named emailType 0..1
* system 1..1
* system from $contact-point-system (required)
* value 1..1
* use from $contact-point-use (required)
