RuleSet: ParametreGap(id, nom, code, base, type)
* url = "https://interop.esante.gouv.fr/ig/fhir/gap/SearchParameter/{id}"
* name = "{nom}"
* status = #active
* code = #{code}
* base = #{base}
* type = #{type}

RuleSet: AuPlusTot
* multipleOr = true
* multipleAnd = true
* comparator[0] = #gt
* comparator[1] = #ge

RuleSet: AuPlusTard
* multipleOr = true
* multipleAnd = true
* comparator[0] = #lt
* comparator[1] = #le
