"""CodeSystem, ValueSet and ConceptMap as instances; loaded only for such resources."""
