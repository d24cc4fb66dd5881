"""What a writer gets and gives: an essay as a draft, and the files that it becomes, with what these cannot say."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from api.imports.drafts import Draft
from api.imports.import_reports import Construct
from api.imports.parsed_files import GivenFile

ZIP_TYPE = "application/zip"


@dataclass(frozen=True)
class DraftedEssay:
    """An essay of the database as a draft.

    Attributes:
        draft: the draft; its ids are those of the records, and places are spans.
        text: the text; None where there is none, or where it may not be served.
        ids: from the ids of the draft's parts to those of records.
        url: returns the URL of a record, by its id.
        lost: what the records say that a draft cannot.
    """

    draft: Draft
    text: str | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    url: Callable[[str], str] = str
    lost: Sequence[Construct] = ()

    @property
    def name(self) -> str:
        """What files of it are called, without a suffix."""
        return self.draft.id or "essay"


@dataclass(frozen=True)
class Written:
    """What a writer made.

    Attributes:
        files: one file, or several that go together.
        media_type: what one file is, as `Content-Type` says it; several are a ZIP archive.
        lost: what the format cannot say: what became of it, and why.
    """

    files: Sequence[GivenFile]
    media_type: str
    lost: Sequence[Construct] = ()

    def as_one(self, name: str) -> GivenFile:
        """Return the one file, or an archive of several, which is the same bytes for the same files.

        Args:
            name: what an archive is called, without its suffix.
        """
        if len(self.files) == 1:
            return self.files[0]
        archive = BytesIO()
        with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
            for file in self.files:
                packed.writestr(ZipInfo(file.name), file.content, ZIP_DEFLATED)
        return GivenFile(f"{name}.zip", archive.getvalue())

    @property
    def type_as_one(self) -> str:
        """What `Content-Type` says of that."""
        return self.media_type if len(self.files) == 1 else ZIP_TYPE


def file_name(given: object, otherwise: str) -> str:
    """Return what a file may be called: as it was, but for what parts paths and headers; without a suffix."""
    return re.sub(r"[^\w.() -]", "_", str(given or ""))[:100].strip(". ") or otherwise


Writes = Callable[[DraftedEssay], Written]
"""A pure function from an essay to files; what it cannot write is told in `lost`, and never left out in silence."""
