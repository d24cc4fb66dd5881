"""The schema and the data, revision by revision."""
