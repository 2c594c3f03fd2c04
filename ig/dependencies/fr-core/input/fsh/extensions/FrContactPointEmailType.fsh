Extension: FrContactPointEmailType
Id: FrContactPointEmailType
Title: "Type de messagerie"
Description: "Messagerie à laquelle appartient l'adresse électronique (MSSanté, par exemple)."
Context: ContactPoint
* . 0..1
* value[x] only Coding
* value[x] from FrEmailType (extensible)
