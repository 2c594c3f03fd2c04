Alias: $loinc = http://loinc.org
Alias: $ucum = http://unitsofmeasure.org

// --- extensions ---
Extension: SimpleExtension
* value[x] only string
* valueString ^maxLength = 20

Extension: ComplexExtension
* extension contains a 1..1 and b 0..*
* extension[a].value[x] only code
* extension[a].valueCode from http://hl7.org/fhir/ValueSet/administrative-gender (required)
* extension[b].value[x] only Reference(Patient)
* extension[b].valueReference.identifier 1..1

Extension: NestedExtension
* extension contains ComplexExtension named inner 1..1 and local 0..1
* extension[inner].extension[a].valueCode = #male
* extension[local].value[x] only integer

Extension: ModifyingExtension
* . ^isModifier = true
* . ^isModifierReason = "changes all"
* . 0..1
* value[x] only boolean or CodeableConcept

Extension: DerivedExtension
Parent: ComplexExtension
* extension[b] 1..1
* extension contains c 0..1
* extension[c].value[x] only Quantity

Profile: Extensions
Parent: Patient
* extension contains SimpleExtension named simple 0..1 and ComplexExtension named complex 1..1
* modifierExtension contains ModifyingExtension named mod 0..1
* extension[simple].valueString 1..1
* extension[complex].extension[a].valueCode = #male
* extension[complex].extension[b].valueReference.identifier.system = "http://x.org"
* name.extension contains SimpleExtension named nameExt 0..1
* name.family.extension contains NestedExtension named deep 1..1

Profile: ExtensionId
Parent: Patient
* extension contains SimpleExtension named simple 0..*
* extension[simple].id 1..1

Profile: DerivedExt
Parent: Extensions
* extension[complex].extension[a] MS
* extension contains NestedExtension named nested 0..1
* extension[nested].extension[inner].extension[b].valueReference.identifier.value 1..1

// --- profiles of data types ---
Profile: CodedIdentifier
Parent: Identifier
* system 1..1
* value 1..1
* type.coding ^slicing.discriminator.type = #value
* type.coding ^slicing.discriminator.path = "system"
* type.coding ^slicing.rules = #open
* type.coding contains v2 1..1
* type.coding[v2].system = "http://terminology.hl7.org/CodeSystem/v2-0203"

Profile: MedicalRecordIdentifier
Parent: CodedIdentifier
* type.coding[v2].code = #MR
* assigner 1..1

Profile: UsesTypeProfile
Parent: Patient
* identifier only CodedIdentifier
* identifier.type.coding[v2].code 1..1
* identifier.type.coding contains loc 0..1
* identifier.type.coding[loc].system = "http://example.org/loc"

Profile: SliceUsesTypeProfile
Parent: Patient
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains mr 1..1 and other 0..*
* identifier[mr] only MedicalRecordIdentifier
* identifier[mr].type.coding[v2].display 1..1
* identifier[other] only CodedIdentifier

Profile: CodingSlices
Parent: Observation
* code.coding ^slicing.discriminator.type = #value
* code.coding ^slicing.discriminator.path = "system"
* code.coding ^slicing.rules = #open
* code.coding contains loinc 1..1 and local 0..1
* code.coding[loinc].system = $loinc
* code.coding[local].system = "http://local"
* component ^slicing.discriminator.type = #pattern
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #open
* component contains sys 1..1 and dia 1..1
* component[sys].code = $loinc#8480-6
* component[sys].code.coding ^slicing.discriminator.type = #value
* component[sys].code.coding ^slicing.discriminator.path = "system"
* component[sys].code.coding ^slicing.rules = #open
* component[sys].code.coding contains l 1..1
* component[sys].value[x] only Quantity
* component[sys].valueQuantity = $ucum#mm[Hg]
* component[dia].code = $loinc#8462-4
* component.value[x] 1..1

Profile: DeriveSlicesInSlices
Parent: CodingSlices
* component[sys].code.coding[l].version 1..1
* component.interpretation 1..1
* component.code.text 1..1
* component contains map 0..1
* component[map].code = $loinc#8478-0

Profile: Contained
Parent: PractitionerRole
* contained ^slicing.discriminator.type = #type
* contained ^slicing.discriminator.path = "$this"
* contained ^slicing.rules = #open
* contained contains loc 1..1 and org 0..1
* contained[loc] only Location
* contained[loc].name 1..1
* contained[org] only Organization
* location only Reference(Location)
* location ^type.aggregation = #contained

Invariant: inv-1
Description: "one"
Severity: #error
Expression: "true"

Invariant: inv-2
Description: "two"
Severity: #warning
Expression: "name.exists()"

Profile: Constraints
Parent: Patient
* obeys inv-1
* name obeys inv-2
* name.family ^maxLength = 30
* multipleBirthInteger ^minValueInteger = 1
* multipleBirthInteger ^maxValueInteger = 9

Profile: ConstraintsDerived
Parent: Constraints
* name obeys inv-1
* obeys inv-2
* . ^short = "x"
* name.family ^maxLength = 20

Profile: Bindings
Parent: Slot
* serviceType from http://hl7.org/fhir/ValueSet/c80-practice-codes (extensible)
* serviceType ^binding.extension.url = "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet"
* serviceType ^binding.extension.valueCanonical = "http://hl7.org/fhir/ValueSet/service-type"
* status = #free (exactly)
* serviceType ^slicing.discriminator.type = #value
* serviceType ^slicing.discriminator.path = "coding.system"
* serviceType ^slicing.rules = #openAtEnd
* serviceType contains t 0..1
* serviceType[t].coding.system = "http://a.b"
* serviceType[t] from http://hl7.org/fhir/ValueSet/service-type (required)

Profile: MultiProfileTypes
Parent: Observation
* subject only Reference(NameFamily or Group)
* subject ^type.aggregation[0] = #bundled
* subject ^type.aggregation[1] = #referenced
* subject.identifier only CodedIdentifier
* subject.identifier.type.coding[v2].version 1..1
* performer only Reference(Practitioner or Organization)

Profile: MetaProfile
Parent: Observation
* meta.profile 1..*
* meta.security ^slicing.discriminator.type = #value
* meta.security ^slicing.discriminator.path = "system"
* meta.security ^slicing.rules = #open
* meta.security contains conf 1..1
* meta.security[conf].system = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
* text.status = #generated
* note.authorString 1..1
* effective[x] only dateTime or Period
* effectivePeriod.start 1..1

Profile: ProfileOfProfileOfProfile
Parent: ChoiceDerived
* valueCodeableConcept.coding 1..1
* valueQuantity.value 1..1
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains lab 1..1
* category[lab] = http://terminology.hl7.org/CodeSystem/observation-category#laboratory

Profile: VitalDerived
Parent: http://hl7.org/fhir/StructureDefinition/bodyweight
* valueQuantity.comparator 0..0
* category[VSCat].coding.display 1..1
* subject only Reference(NameFamily)

Profile: BpDerived
Parent: http://hl7.org/fhir/StructureDefinition/bp
* component[SystolicBP].interpretation 1..1
* component[SystolicBP].value[x].unit 1..1
* component.dataAbsentReason 0..0

Profile: DosageTiming
Parent: MedicationRequest
* dosageInstruction.timing.repeat.boundsPeriod.start 1..1
* dosageInstruction.doseAndRate.doseQuantity 1..1
* dosageInstruction.asNeeded[x] only boolean

Logical: LogicalModel
Title: "A model"
Description: "x"
* a 1..1 string "a" "a"
* b 0..* BackboneElement "b" "b"
  * c 1..1 CodeableConcept "c" "c"
  * d[x] 0..1 string or Quantity "d" "d"
* e 0..* contentReference http://example.org/fhir/StructureDefinition/LogicalModel#LogicalModel.b "e" "e"

Resource: NewResource
Parent: DomainResource
* a 1..1 SU string "a" "a"
* b 0..* BackboneElement "b" "b"
  * c 1..1 Reference(Patient or Group) "c" "c"
