"""Entities: who and what essays speak of, in one register for all."""
