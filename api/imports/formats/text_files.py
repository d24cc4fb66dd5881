"""Files of text, as whatever program wrote them: UTF-8 with or without its mark, or UTF-16; any line ends."""

import re

from api.imports.import_reports import ImportFinding
from api.imports.parsed_files import GivenFile

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def text_in(file: GivenFile) -> tuple[str, ImportFinding | None]:
    """Return the text of a file with lines that end in a line feed, or what is wrong with it."""
    mark, encoding = next((item for item in _MARKS if file.content.startswith(item[0])), (b"", _unmarked(file.content)))
    try:
        text = file.content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        where = file.content.count(b"\n", 0, error.start) + 1
        detail = f"line {where} is not {encoding.upper()} (byte {error.start}): save the file as UTF-8"
        return "", unreadable(file, detail)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _UNSTORABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        return "", unreadable(file, f"line {line} has a character that no database holds (U+{ord(found[0]):04X})")
    return text, None


def head_of(file: GivenFile) -> str:
    """Return how a file of text begins, for telling formats apart; empty where it is no text."""
    part = GivenFile(file.name, file.content[:20_000])
    encoding = next((name for mark, name in _MARKS if part.content.startswith(mark)), _unmarked(part.content))
    head = part.content.decode(encoding, "replace").removeprefix("\ufeff")
    return "" if "\0" in head else head.replace("\r\n", "\n").replace("\r", "\n")


def unreadable(file: GivenFile, detail: str) -> ImportFinding:
    """Return the fault of a file, or of a place in it, that cannot be read."""
    return ImportFinding(kind="unreadable", pointer="", detail=f"{file.name}: {detail}")


def _unmarked(content: bytes) -> str:
    """Return the encoding of a text without a mark: every other byte of Latin letters is empty in UTF-16."""
    head = content[:200]
    if len(head) > 1 and head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    return "utf-16-be" if len(head) > 1 and head[::2].count(0) > len(head) // 4 else "utf-8"
