"""Whatever people have of an essay, as one draft, and a draft as records: pure parsers, then one transaction."""
