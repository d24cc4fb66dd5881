"""What pages are made of: values for templates, from records as they were read. No requests, no database."""
