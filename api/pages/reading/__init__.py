"""The reading page: an essay's text, or what may be shown of it, with what stands on each sentence beside it."""
