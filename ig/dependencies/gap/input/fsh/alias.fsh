Alias: $fr-v2-0203 = http://interopsante.org/fhir/CodeSystem/fr-v2-0203
Alias: $fr-schedule-type = http://interopsante.org/fhir/CodeSystem/fr-schedule-type
Alias: $rfc2445 = https://www.ietf.org/rfc/rfc2445
Alias: $service-type = http://terminology.hl7.org/CodeSystem/service-type
Alias: $TRE-R38 = https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale
Alias: $TRE-R260 = https://mos.esante.gouv.fr/NOS/TRE_R260-HL7RoleClass/FHIR/TRE-R260-HL7RoleClass
