Extension: FrLocationPartOfPositionRoom
Id: FrLocationPartOfPositionRoom
Title: "Position dans la chambre"
Description: "Emplacement d'un lieu (un lit, par exemple) dans la chambre dont il fait partie."
Context: "Location.partOf"
* . 0..1
* value[x] only Coding
* value[x] from FrLocationPositionRoom (extensible)
