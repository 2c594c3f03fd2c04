Instance: backwards
InstanceOf: ClinicSlot
Title: "A visit that ends before it starts"
Description: "Breaks clinic-1."
Usage: #example
* serviceType = ClinicServiceCodes#visit
* schedule.display = "Doctor on duty"
* status = #free
* start = "2027-03-25T09:15:00Z"
* end = "2027-03-25T09:00:00Z"
