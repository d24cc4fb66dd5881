"""Files of people as texts of essays: plain, Markdown, pages, documents; with headings, pages, and what was lost."""
