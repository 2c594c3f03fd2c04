Instance: slot-sp-start
InstanceOf: SearchParameter
Usage: #definition
Title: "Début du créneau"
Description: "Recherche les créneaux qui commencent dans un intervalle : le paramètre est envoyé deux fois, avec ge puis avec le."
* insert ParametreSas(slot-sp-start, SPDateDebutSlot, start, date)
* expression = "Slot.start"
* xpath = "f:Slot/f:start"
* xpathUsage = #normal
* multipleOr = false
* multipleAnd = true
* comparator[0] = #ge
* comparator[+] = #le
