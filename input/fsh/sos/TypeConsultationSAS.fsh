ValueSet: TypeConsultationSAS
Id: sas-valueset-typeconsultation
Title: "Types de consultation"
Description: "Consultation au cabinet, à domicile ou à distance."
* insert JeuSas
* $v3-ActCode#AMB "Consultation au cabinet"
* $v3-ActCode#HH "Consultation à domicile"
* $v3-ActCode#VR "Téléconsultation"
