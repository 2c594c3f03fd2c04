Profile: FrPatient
Parent: Patient
Id: FrPatient
Title: "Patient"
Description: "Patient pris en charge en France : matricules INS, identifiants locaux, noms d'état civil et d'usage, fiabilité de l'identité."
* insert ExtensionsParUrl
* extension contains
    $patient-nationality named nationality 0..1 and
    FrPatientIdentReliability named identityReliability 0..1 and
    FrPatientDeathPlace named deathPlace 0..1 and
    FrPatientIdentityMethodCollection named identityMethodCollection 0..1 and
    FrPatientBirthdateUpdateIndicator named birthdateUpdateIndicator 0..1 and
    $patient-birthPlace named birthPlace 0..1
* identifier ^slicing.discriminator[0].type = #value
* identifier ^slicing.discriminator[0].path = "type"
* identifier ^slicing.rules = #open
* identifier ^slicing.ordered = false
* identifier contains
    INS-NIR 0..* and
    INS-NIA 0..* and
    INS-C 0..* and
    NDP 0..1 and
    PI 0..1 and
    RRI 0..1
* insert IdentifiantPatient(INS-NIR, official, FrV20203#INS-NIR)
* identifier[INS-NIR].system = "urn:oid:1.2.250.1.213.1.4.8" (exactly)
* insert IdentifiantPatient(INS-NIA, temp, FrV20203#INS-NIA)
* identifier[INS-NIA].system = "urn:oid:1.2.250.1.213.1.4.9" (exactly)
* insert IdentifiantPatient(INS-C, secondary, FrV20203#INS-C)
* identifier[INS-C].system = "urn:oid:1.2.250.1.213.1.4.2" (exactly)
* insert IdentifiantPatient(NDP, secondary, FrV20203#NDP)
* identifier[NDP].system = "urn:oid:1.2.250.1.176.1.2" (exactly)
* insert IdentifiantPatient(PI, usual, $v2-0203#PI)
* insert IdentifiantPatient(RRI, secondary, $v2-0203#RRI)
* name 1..*
* name only FrHumanName
* name ^slicing.discriminator[0].type = #value
* name ^slicing.discriminator[0].path = "use"
* name ^slicing.rules = #open
* name ^slicing.ordered = false
* name contains usualName 0..* and officialName 0..*
* name[usualName].use = #usual (exactly)
* name[officialName].use = #official (exactly)
* name[officialName].family 1..1
* name[officialName].given 1..1
* telecom only FrContactPoint
* gender 1..1
* gender from $administrative-gender (required)
* birthDate 1..1
* address only FrAddress
* contact.extension ^slicing.discriminator[0].type = #value
* contact.extension ^slicing.discriminator[0].path = "url"
* contact.extension ^slicing.rules = #open
* contact.extension ^slicing.ordered = false
* contact.extension contains
    FrPatientContactIdentifier named contactIdentifier 0..1 and
    FrPatientContactComment named comment 0..1
* contact.relationship 1..1
* insert LienAvecLePatient(contact.relationship)
* contact.relationship contains RolePerson 0..1 and RelatedPerson 0..1
* insert TranchesDuLien(contact.relationship, extensible)
* contact.name only FrHumanName
* contact.telecom only FrContactPoint
* generalPractitioner only Reference(FrPractitioner or FrOrganization or PractitionerRole)
* managingOrganization only Reference(FrOrganization)

RuleSet: IdentifiantPatient(tranche, usage, type)
* identifier[{tranche}].use 1..1
* identifier[{tranche}].use = #{usage} (exactly)
* identifier[{tranche}].type 1..1
* identifier[{tranche}].type = {type}
* identifier[{tranche}].type from FrPatientIdentifierType (extensible)
* identifier[{tranche}].system 1..1
* identifier[{tranche}].value 1..1
