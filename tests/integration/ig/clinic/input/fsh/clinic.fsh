Profile: ClinicSlot
Parent: Slot
Id: clinic-slot
Title: "Slot at the clinic"
Description: "A slot of a walk-in clinic: of a known kind, in a room."
* serviceType 1..1 MS
* serviceType from ClinicServices (required)
* start 1..1
* start ^short = "When the visit begins"
* end 1..1
* obeys clinic-1
* extension contains Room named room 0..1

Invariant: clinic-1
Description: "A visit ends after it starts."
Severity: #error
Expression: "start < end"

Extension: Room
Id: room
Title: "Room"
Description: "The room where the visit takes place."
Context: Slot
* value[x] only string

CodeSystem: ClinicServiceCodes
Id: clinic-service-codes
Title: "Services of the clinic"
Description: "What the clinic offers."
* ^experimental = false
* ^caseSensitive = true
* #visit "Visit"
* #vaccine "Vaccination"

ValueSet: ClinicServices
Id: clinic-services
Title: "Services to book"
Description: "All that can be booked."
* ^experimental = false
* include codes from system ClinicServiceCodes

Instance: morning
InstanceOf: ClinicSlot
Title: "A visit in the morning"
Description: "A free visit of a quarter of an hour."
Usage: #example
* serviceType = ClinicServiceCodes#visit
* schedule.display = "Doctor on duty"
* status = #free
* start = "2027-03-25T09:00:00Z"
* end = "2027-03-25T09:15:00Z"
* extension[room].valueString = "2"
