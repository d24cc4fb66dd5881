"""The guide: pages in Markdown, how they are built, and what of them is generated from the code."""
