// Extensions et profils d'autres guides
Alias: $extension-Slot.serviceType = http://hl7.org/fhir/5.0/StructureDefinition/extension-Slot.serviceType

// Systèmes de codes
Alias: $fr-v2-0203 = http://interopsante.org/fhir/CodeSystem/fr-v2-0203
Alias: $fr-location-identifier-type = http://interopsante.org/fhir/CodeSystem/fr-location-identifier-type
Alias: $fr-core-cs-v2-0203 = https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203
Alias: $participationstatus = http://hl7.org/fhir/participationstatus
Alias: $v2-0276 = http://terminology.hl7.org/CodeSystem/v2-0276
Alias: $v3-ActCode = http://terminology.hl7.org/CodeSystem/v3-ActCode
Alias: $v3-ParticipationType = http://terminology.hl7.org/CodeSystem/v3-ParticipationType
Alias: $TRE-R38 = https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale
Alias: $TRE-R66 = https://mos.esante.gouv.fr/NOS/TRE_R66-CategorieEtablissement/FHIR/TRE-R66-CategorieEtablissement
Alias: $TRE-R314 = https://mos.esante.gouv.fr/NOS/TRE_R314-TypeCreneau/FHIR/TRE-R314-TypeCreneau

// Jeux de valeurs
Alias: $JDV-J165 = https://mos.esante.gouv.fr/NOS/JDV_J165-TypeCreneau-SAS/FHIR/JDV-J165-TypeCreneau-SAS
Alias: $slotstatus = http://hl7.org/fhir/ValueSet/slotstatus
Alias: $vs-v2-0276 = http://terminology.hl7.org/ValueSet/v2-0276
Alias: $vs-v3-ActEncounterCode = http://terminology.hl7.org/ValueSet/v3-ActEncounterCode
