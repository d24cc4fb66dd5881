"""The pages of answers: what is computed of records, told to people as programs are told it in JSON."""
