"""Tables that people fill in: CSV and workbooks."""
