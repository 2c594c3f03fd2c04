Extension: FrSlotDate
Id: FrSlotDate
Title: "Date du créneau"
Description: "Date à laquelle le créneau a été créé, modifié ou annulé."
Context: Slot
* value[x] only dateTime
