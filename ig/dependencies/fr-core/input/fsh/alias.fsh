// Systèmes de codes internationaux
// iCalendar : la RFC tient lieu de système de codes
Alias: $rfc2445 = https://www.ietf.org/rfc/rfc2445
Alias: $v2-0203 = http://terminology.hl7.org/CodeSystem/v2-0203

// Jeux de valeurs d'HL7, sans version : FR Core les redéclare ainsi (voir regles.fsh)
Alias: $address-type = http://hl7.org/fhir/ValueSet/address-type
Alias: $address-use = http://hl7.org/fhir/ValueSet/address-use
Alias: $administrative-gender = http://hl7.org/fhir/ValueSet/administrative-gender
Alias: $appointmentstatus = http://hl7.org/fhir/ValueSet/appointmentstatus
Alias: $contact-point-system = http://hl7.org/fhir/ValueSet/contact-point-system
Alias: $contact-point-use = http://hl7.org/fhir/ValueSet/contact-point-use
Alias: $days-of-week = http://hl7.org/fhir/ValueSet/days-of-week
Alias: $identifier-use = http://hl7.org/fhir/ValueSet/identifier-use
Alias: $location-mode = http://hl7.org/fhir/ValueSet/location-mode
Alias: $location-status = http://hl7.org/fhir/ValueSet/location-status
Alias: $name-use = http://hl7.org/fhir/ValueSet/name-use
Alias: $service-type = http://hl7.org/fhir/ValueSet/service-type
Alias: $slotstatus = http://hl7.org/fhir/ValueSet/slotstatus

// Extensions d'HL7
Alias: $humanname-assembly-order = http://hl7.org/fhir/StructureDefinition/humanname-assembly-order
Alias: $organization-period = http://hl7.org/fhir/StructureDefinition/organization-period
Alias: $patient-birthPlace = http://hl7.org/fhir/StructureDefinition/patient-birthPlace
Alias: $patient-nationality = http://hl7.org/fhir/StructureDefinition/patient-nationality

// Tables de référence (TRE) et jeux de valeurs (JDV) de l'ANS
Alias: $TRE-G08 = https://mos.esante.gouv.fr/NOS/TRE_G08-TypeIdentifiantPersonne/FHIR/TRE-G08-TypeIdentifiantPersonne
Alias: $TRE-G15 = https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante
Alias: $TRE-R02 = https://mos.esante.gouv.fr/NOS/TRE_R02-SecteurActivite/FHIR/TRE-R02-SecteurActivite
Alias: $TRE-R09 = https://mos.esante.gouv.fr/NOS/TRE_R09-CategorieProfessionnelle/FHIR/TRE-R09-CategorieProfessionnelle
Alias: $TRE-R11 = https://mos.esante.gouv.fr/NOS/TRE_R11-CiviliteExercice/FHIR/TRE-R11-CiviliteExercice
Alias: $TRE-R13 = https://mos.esante.gouv.fr/NOS/TRE_R13-CommuneOM/FHIR/TRE-R13-CommuneOM
Alias: $TRE-R36 = https://mos.esante.gouv.fr/NOS/TRE_R36-AutreDiplomeObtenu/FHIR/TRE-R36-AutreDiplomeObtenu
Alias: $TRE-R38 = https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale
Alias: $TRE-R47 = https://mos.esante.gouv.fr/NOS/TRE_R47-CommissionQualification/FHIR/TRE-R47-CommissionQualification
Alias: $TRE-R48 = https://mos.esante.gouv.fr/NOS/TRE_R48-DiplomeEtatFrancais/FHIR/TRE-R48-DiplomeEtatFrancais
Alias: $TRE-R49 = https://mos.esante.gouv.fr/NOS/TRE_R49-DiplomeEtudeSpecialisee/FHIR/TRE-R49-DiplomeEtudeSpecialisee
Alias: $TRE-R50 = https://mos.esante.gouv.fr/NOS/TRE_R50-DESCGroupe1Diplome/FHIR/TRE-R50-DESCGroupe1Diplome
Alias: $TRE-R51 = https://mos.esante.gouv.fr/NOS/TRE_R51-DESCGroupe2Diplome/FHIR/TRE-R51-DESCGroupe2Diplome
Alias: $TRE-R52 = https://mos.esante.gouv.fr/NOS/TRE_R52-CapaciteDiplome/FHIR/TRE-R52-CapaciteDiplome
Alias: $TRE-R53 = https://mos.esante.gouv.fr/NOS/TRE_R53-DiplomePaysEEE/FHIR/TRE-R53-DiplomePaysEEE
// Le paquet publié écrit « Universitare » à la fin : les instances doivent faire de même.
Alias: $TRE-R54 = https://mos.esante.gouv.fr/NOS/TRE_R54-DiplomeUniversiteInterUniversitaire/FHIR/TRE-R54-DiplomeUniversiteInterUniversitare
Alias: $TRE-R55 = https://mos.esante.gouv.fr/NOS/TRE_R55-CertificatEtudeSpeciale/FHIR/TRE-R55-CertificatEtudeSpeciale
Alias: $TRE-R56 = https://mos.esante.gouv.fr/NOS/TRE_R56-Attestation/FHIR/TRE-R56-Attestation
Alias: $TRE-R57 = https://mos.esante.gouv.fr/NOS/TRE_R57-DiplomeEuropeenEtudeSpecialisee/FHIR/TRE-R57-DiplomeEuropeenEtudeSpecialisee
Alias: $TRE-R58 = https://mos.esante.gouv.fr/NOS/TRE_R58-AutreTypeDiplome/FHIR/TRE-R58-AutreTypeDiplome
Alias: $TRE-R66 = https://mos.esante.gouv.fr/NOS/TRE_R66-CategorieEtablissement/FHIR/TRE-R66-CategorieEtablissement
Alias: $TRE-R81 = https://mos.esante.gouv.fr/NOS/TRE_R81-Civilite/FHIR/TRE-R81-Civilite
Alias: $TRE-R216 = https://mos.esante.gouv.fr/NOS/TRE_R216-HL7RoleCode/FHIR/TRE-R216-HL7RoleCode
Alias: $TRE-R226 = https://mos.esante.gouv.fr/NOS/TRE_R226-Dip2iemeCycleNQ/FHIR/TRE-R226-Dip2iemeCycleNQ
Alias: $TRE-R256 = https://mos.esante.gouv.fr/NOS/TRE_R256-TypeMessagerie/FHIR/TRE-R256-TypeMessagerie
Alias: $TRE-R260 = https://mos.esante.gouv.fr/NOS/TRE_R260-HL7RoleClass/FHIR/TRE-R260-HL7RoleClass
Alias: $TRE-R314 = https://mos.esante.gouv.fr/NOS/TRE_R314-TypeCreneau/FHIR/TRE-R314-TypeCreneau
Alias: $JDV-J78 = https://mos.esante.gouv.fr/NOS/JDV_J78-Civilite-RASS/FHIR/JDV-J78-Civilite-RASS
Alias: $JDV-J79 = https://mos.esante.gouv.fr/NOS/JDV_J79-CiviliteExercice-RASS/FHIR/JDV-J79-CiviliteExercice-RASS
Alias: $JDV-J101 = https://mos.esante.gouv.fr/NOS/JDV_J101-SecteurActivite-RASS/FHIR/JDV-J101-SecteurActivite-RASS
Alias: $JDV-J105 = https://mos.esante.gouv.fr/NOS/JDV_J105-EnsembleDiplome-RASS/FHIR/JDV-J105-EnsembleDiplome-RASS
Alias: $JDV-J129 = https://mos.esante.gouv.fr/NOS/JDV_J129-CategorieEtablissement-RASS/FHIR/JDV-J129-CategorieEtablissement-RASS
