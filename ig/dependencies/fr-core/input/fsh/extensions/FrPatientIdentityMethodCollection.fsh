Extension: FrPatientIdentityMethodCollection
Id: FrPatientIdentityMethodCollection
Title: "Mode de recueil de l'identité"
Description: "Façon dont les traits d'identité ont été recueillis, et date de ce recueil."
Context: Patient
* extension contains
    methodCollection 0..1 and
    collectionDate 0..1
* extension[methodCollection].value[x] only Coding
* extension[methodCollection].value[x] from FrIdentityMethodCollection (required)
* extension[collectionDate].value[x] only date
