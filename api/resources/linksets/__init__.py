"""Link sets: the typed links of a record as a document, and of the service."""
