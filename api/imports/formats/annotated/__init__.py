"""Annotated texts and argument graphs: brat, AIF, microtexts."""
