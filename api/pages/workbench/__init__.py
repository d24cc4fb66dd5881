"""The workbench: where an essay and what it argues are made, in the browser, through the API."""
