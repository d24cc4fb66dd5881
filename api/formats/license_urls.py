"""Licences: where the text of one is."""

from urllib.parse import quote

DEFAULT = "CC-BY-4.0"
"""The licence (SPDX) of data that no pack says otherwise of."""

_DEEDS = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-PDM-1.0": "https://creativecommons.org/publicdomain/mark/1.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


def license_url(identifier: str) -> str:
    """Return the URL of a licence by its SPDX identifier: of its own text where that is known, else SPDX's page."""
    return _DEEDS.get(identifier, f"https://spdx.org/licenses/{quote(identifier, safe='+')}.html")
