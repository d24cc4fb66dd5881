"""Claims: propositions that an essay asserts or reports."""
