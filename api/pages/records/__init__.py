"""The page of each resource: what it embeds, and which parts it shows."""
