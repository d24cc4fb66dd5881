"""Figures from words: a grammar of English and Chinese wordings that proposes what they denote, or abstains."""
