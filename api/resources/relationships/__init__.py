"""Relationships: two poles held in tension, and how an essay resolves them."""
