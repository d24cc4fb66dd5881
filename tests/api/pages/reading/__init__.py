"""Tests of the reading page."""
