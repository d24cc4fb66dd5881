"""Every page of records, by resource."""

from collections.abc import Mapping

from api.resources.representing import Page

PAGES: Mapping[str, Page] = {}
