Instance: GAP-Slot-latestStart
InstanceOf: SearchParameter
Usage: #definition
Title: "GAP-Slot-latestStart"
Description: "Recherche les créneaux qui commencent à une date ou avant elle (lt, le)."
* insert ParametreGap(GAP-Slot-latestStart, GAP_Slot_latestStart, start, Slot, date)
* expression = "Slot.start"
* experimental = false
* insert AuPlusTard
* derivedFrom = "http://hl7.org/fhir/SearchParameter/Slot-start"
