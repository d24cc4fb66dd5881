"""The characters of a file of text, to the character: line ends stay as they are."""

import codecs
import re

from api.imports.formats.draft_building import DraftBuilding
from api.imports.parsed_files import GivenFile

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decoded(file: GivenFile, building: DraftBuilding) -> str | None:
    """Return what a file says, without a mark of byte order; None where its bytes are no text, which is told."""
    mark, encoding = next((item for item in _MARKS if file.content.startswith(item[0])), (b"", "utf-8"))
    try:
        text = file.content.removeprefix(mark).decode(encoding)
    except UnicodeDecodeError as error:
        building.fault(
            f"{file.name}: is not {encoding.upper()} at byte {error.start}: save it as UTF-8", "wrong-encoding"
        )
        return None
    if found := _UNSTORABLE.search(text):
        building.fault(f"{file.name}: has the character U+{ord(found[0]):04X} at {found.start()}, which is no text")
        return None
    return text
