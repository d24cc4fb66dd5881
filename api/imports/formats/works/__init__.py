"""Lists of works: BibTeX, RIS, CSL-JSON."""
