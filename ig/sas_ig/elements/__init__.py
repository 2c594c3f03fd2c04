"""The elements of StructureDefinitions as readers meet them: trees, differences, words."""
