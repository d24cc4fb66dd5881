"""Packages that only those need who bring documents: `pip install 'lunju[documents]'` has them."""

from importlib.util import find_spec

from api.imports.texts.read_texts import TextBuilder


def lacks(builder: TextBuilder, package: str) -> bool:
    """Tell whether a package is not installed, and tell what would be right."""
    if find_spec(package) is not None:
        return False
    right = "pip install 'lunju[documents]', or save it as plain text, Markdown"
    builder.fault(f"is {builder.result.kind}, which needs the package {package}: {right}", "package-missing")
    return True
