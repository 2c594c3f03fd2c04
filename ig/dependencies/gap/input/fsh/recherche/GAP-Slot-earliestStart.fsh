Instance: GAP-Slot-earliestStart
InstanceOf: SearchParameter
Usage: #definition
Title: "GAP-Slot-earliestStart"
Description: "Début au plus tôt d'un rendez-vous possible."
* insert ParametreGap(GAP-Slot-earliestStart, GAP_Slot_earliestStart, start, Slot, date)
* expression = "Slot.start"
* experimental = false
* insert AuPlusTot
* derivedFrom = "http://hl7.org/fhir/SearchParameter/Slot-start"
