Instance: GAP-Slot-earliestStart
InstanceOf: SearchParameter
Usage: #definition
Title: "GAP-Slot-earliestStart"
Description: "Recherche les créneaux qui commencent à une date ou après elle (gt, ge)."
* insert ParametreGap(GAP-Slot-earliestStart, GAP_Slot_earliestStart, start, Slot, date)
* expression = "Slot.start"
* experimental = false
* insert AuPlusTot
* derivedFrom = "http://hl7.org/fhir/SearchParameter/Slot-start"
