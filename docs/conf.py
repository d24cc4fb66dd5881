"""How the guide is built: `python -m sphinx -W -n -b dirhtml docs FOLDER`, as `hatch_build.py` does at installation."""

import sys
import tomllib
from pathlib import Path

from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

project = "Lunju"
author = "the authors of Lunju"
release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

extensions = ["myst_parser"]
source_suffix = {".md": "markdown", ".ipynb": "notebook"}
exclude_patterns = ["reference/generated"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
nitpicky = True
suppress_warnings = ["misc.highlighting_failure"]  # examples leave out what the lexer of a console would see closed
highlight_language = "text"

html_theme = "furo"
html_title = "Lunju: the guide"
html_favicon = "_static/seal.svg"
html_static_path = ["_static"]
templates_path = ["_templates"]
html_css_files = ["guide.css"]
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/service.html",
        "sidebar/scroll-end.html",
    ]
}
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_use_index = False
pygments_style = "a11y-light"
pygments_dark_style = "a11y-dark"


def setup(app: Sphinx) -> None:
    """Let Sphinx read notebooks."""
    from docs.notebook_pages import NotebookParser  # noqa: PLC0415 - found by the path that is set above

    app.add_source_parser(NotebookParser)
