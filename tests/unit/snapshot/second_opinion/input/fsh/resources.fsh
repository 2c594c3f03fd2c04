Alias: $loinc = http://loinc.org
Alias: $ucum = http://unitsofmeasure.org

// --- walking into types
Profile: NameFamily
Parent: Patient
* name.family 1..1
* name.given 1..*
* name.period.start 1..1
* contact.name.family 1..1
* birthDate 1..1
* birthDate.extension contains http://hl7.org/fhir/StructureDefinition/patient-birthTime named birthTime 0..1

Profile: DeepCoding
Parent: Observation
* component.code.coding.system 1..1
* component.code.coding.system = $loinc
* component.valueQuantity.code 1..1

Profile: IdentifierSlices
Parent: Patient
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains mrn 1..1 and ssn 0..1
* identifier[mrn].system = "http://example.org/mrn"
* identifier[mrn].value 1..1
* identifier[ssn].system = "http://example.org/ssn"
* identifier.use 1..1

// parent with slices constrained further
Profile: ConstrainParentSlice
Parent: IdentifierSlices
* identifier[mrn].assigner 1..1
* identifier[mrn] MS
* identifier[ssn] 0..0

Profile: AddSliceToParent
Parent: IdentifierSlices
* identifier contains passport 0..1
* identifier[passport].system = "http://example.org/passport"
* identifier[passport].type 1..1

Profile: AllSlices
Parent: IdentifierSlices
* identifier.type 1..1
* identifier.value 1..1
* identifier.period.start 1..1

Profile: CloseParent
Parent: IdentifierSlices
* identifier ^slicing.rules = #closed
* identifier ^slicing.ordered = true
* identifier 1..2

// re-slices
Profile: Reslice
Parent: Patient
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains hosp 0..*
* identifier[hosp].system = "http://example.org/hosp"
* identifier[hosp] ^slicing.discriminator.type = #value
* identifier[hosp] ^slicing.discriminator.path = "use"
* identifier[hosp] ^slicing.rules = #open
* identifier[hosp] contains official 1..1 and temp 0..1
* identifier[hosp][official].use = #official
* identifier[hosp][temp].use = #temp
* identifier[hosp][temp].period 1..1

Profile: ResliceInDerived
Parent: Reslice
* identifier[hosp][official].assigner 1..1
* identifier[hosp] contains old 0..1
* identifier[hosp][old].use = #old

// choices
Profile: ChoiceOnly
Parent: Observation
* value[x] only Quantity
* valueQuantity.unit 1..1

Profile: ChoiceTwo
Parent: Observation
* value[x] only Quantity or CodeableConcept
* valueQuantity 0..1 MS
* valueQuantity.system = $ucum
* valueCodeableConcept from http://hl7.org/fhir/ValueSet/observation-codes (required)

Profile: ChoiceNoNarrow
Parent: Patient
* deceasedBoolean 1..1
* deceasedBoolean = false

Profile: ChoiceDerived
Parent: ChoiceTwo
* valueQuantity.code 1..1
* value[x] 1..1

Profile: ChoiceClose
Parent: ChoiceTwo
* value[x] only Quantity

Profile: ChoiceReference
Parent: MedicationRequest
* medicationReference 1..1
* medicationReference only Reference(Medication)
* medicationReference.identifier 1..1

// content references
Profile: QuestionnaireItem
Parent: Questionnaire
* item.item.linkId ^maxLength = 10
* item.item.item 0..0
* item.text 1..1

Profile: BundleLink
Parent: Bundle
* entry.link.relation = "self"
* entry.link 1..1
* link ^slicing.discriminator.type = #value
* link ^slicing.discriminator.path = "relation"
* link ^slicing.rules = #open
* link contains self 1..1 and next 0..1
* link[self].relation = "self"
* link[next].relation = "next"

Profile: ParametersParts
Parent: Parameters
* parameter ^slicing.discriminator.type = #value
* parameter ^slicing.discriminator.path = "name"
* parameter ^slicing.rules = #closed
* parameter contains patient 1..1 and match 0..*
* parameter[patient].name = "patient"
* parameter[patient].resource 1..1
* parameter[patient].resource only Patient
* parameter[match].name = "match"
* parameter[match].part ^slicing.discriminator.type = #value
* parameter[match].part ^slicing.discriminator.path = "name"
* parameter[match].part ^slicing.rules = #open
* parameter[match].part contains score 1..1
* parameter[match].part[score].name = "score"
* parameter[match].part[score].value[x] only decimal

Profile: ObsRefRange
Parent: Observation
* component.referenceRange.low 1..1
* component.referenceRange.text 0..0

// bundle slices
Profile: BundleByResource
Parent: Bundle
* type = #document
* entry ^slicing.discriminator.type = #type
* entry ^slicing.discriminator.path = "resource"
* entry ^slicing.rules = #open
* entry contains comp 1..1 and pat 1..*
* entry[comp].resource 1..1
* entry[comp].resource only Composition
* entry[pat].resource only NameFamily

Profile: BundleByProfile
Parent: Bundle
* entry ^slicing.discriminator.type = #profile
* entry ^slicing.discriminator.path = "resource"
* entry ^slicing.rules = #closed
* entry ^slicing.ordered = true
* entry contains a 1..1 and b 0..1
* entry[a].resource only NameFamily
* entry[a].resource.name 1..1
* entry[b].resource only IdentifierSlices

Profile: ExistsSlice
Parent: Patient
* telecom ^slicing.discriminator.type = #exists
* telecom ^slicing.discriminator.path = "rank"
* telecom ^slicing.rules = #open
* telecom contains ranked 0..* and unranked 0..1
* telecom[ranked].rank 1..1
* telecom[unranked].rank 0..0

Profile: TypeSliceThis
Parent: Schedule
* actor ^slicing.discriminator.type = #type
* actor ^slicing.discriminator.path = "$this.resolve()"
* actor ^slicing.rules = #open
* actor contains pract 1..1 and loc 0..1
* actor[pract] only Reference(Practitioner)
* actor[loc] only Reference(Location)
