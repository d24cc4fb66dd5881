"""The pages for people: `records`, one file for each resource, made of `parts`, set by `templates`."""
