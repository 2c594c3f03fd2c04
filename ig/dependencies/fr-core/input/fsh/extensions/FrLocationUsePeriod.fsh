Extension: FrLocationUsePeriod
Id: FrLocationUsePeriod
Title: "Période d'utilisation du lieu"
Description: "Période pendant laquelle le lieu est en service."
Context: Location
* . 0..1
* value[x] only Period
