"""Sources: whoever or whatever an essay leans on."""
