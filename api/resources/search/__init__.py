"""Search through everything that says something: claims, statistics, sources and relationships at once."""
