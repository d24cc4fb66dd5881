"""Writers of formats: each a pure function from a drafted essay to files."""
