"""Plain text, as it stands: but for line ends, and for lines that were broken to a width, which are joined."""

import codecs
import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from api.imports.parsed_files import GivenFile
from api.imports.texts.language_guess import guess_language
from api.imports.texts.read_texts import ReadText, TextBuilder, TextHeading
from seed.frozen.folding import is_cjk
from seed.text import Span

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENDS = ".。!！?？…:：;；,，、"
_CLOSED = _ENDS + "”’」』）)]》\"'"
_NUMBERED = (
    (re.compile(r"(?i)(?:part|book|chapter|section)\s+[\divxlc]+\b"), 1),
    (re.compile(r"第[一二三四五六七八九十百\d]+[部编篇章卷]|[一二三四五六七八九十]+、"), 1),
    (re.compile(r"第[一二三四五六七八九十百\d]+节|（[一二三四五六七八九十]+）|\([一二三四五六七八九十]+\)"), 2),
)
_BY = re.compile(r"(?i)(?:by|von|par|por|di|door)\s+(\S.{0,80})|(?:作者|文)\s*[:：/\uff0f]\s*(\S.{0,40})")
_TITLES = 2
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+\S")
_CAPTION = re.compile(r"(?:Fig(?:ure|\.)|Tab(?:le|\.)|Abb\.|图|表)\s*\d")
_LONGEST_HEADING = 80
_LONGEST_HAN = 30
_WIDTHS = range(40, 101)
_FEWEST = 4


def decoded(file: GivenFile, builder: TextBuilder, declared: str | None = None) -> str | None:
    """Return the characters of a file; None where its bytes are no text, which is told.

    Args:
        file: the file; its own mark of byte order says most.
        builder: where it is told.
        declared: the encoding that it says it has.
    """
    marked = next(((mark, name) for mark, name in _MARKS if file.content.startswith(mark)), None)
    encoding = marked[1] if marked else declared or "utf-8"
    content = file.content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        where = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        right = "save it as UTF-8 (of Chinese files: iconv -f GB18030 -t UTF-8)"
        builder.fault(f"is not {encoding}{where}: {right}", "wrong-encoding")
        return None
    if encoding.lower().replace("_", "-") not in {"utf-8", "utf8", "ascii", "us-ascii"}:
        builder.tell(f"encoding {encoding}", file.name, "changed", "it is UTF-8 now")
    return text


def read_plain(file: GivenFile) -> ReadText:
    """Read plain text: what is not broken to a width stays as it is, to the character."""
    builder = TextBuilder("plain", file)
    text = decoded(file, builder)
    if text is None:
        return builder.build()
    told = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    if told != text:
        builder.tell("line ends", file.name, "changed", "each is one line feed now")
    blocks = [[line for line in block.split("\n") if line.strip()] for block in re.split(r"\n[^\S\n]*\n", told)]
    blocks = [block for block in blocks if block]
    if _broken(blocks):
        joined = sum(len(block) > 1 for block in blocks)
        builder.tell(f"{joined} paragraphs broken to a width", file.name, "changed", "each is one line now")
        told = "\n\n".join(map(join_lines, blocks)) + "\n"
    builder.verbatim(told, list(_headings(told, builder.result)))
    found = builder.build()
    found.title = found.headings[0].title if found.headings and found.headings[0].span == found.paragraphs[0] else ""
    found.language = guess_language(found.text)
    return found


def join_lines(lines: list[str]) -> str:
    """Return lines as one: with a space between, but for scripts that have none."""
    words = lines[0].strip()
    for line in lines[1:]:
        more = line.strip()
        tight = not words or not more or (is_wide(words[-1]) and is_wide(more[0]))
        words += more if tight else f" {more}"
    return words


def is_wide(character: str) -> bool:
    """Tell whether a character is of a script without spaces, or punctuation of one."""
    return bool(is_cjk(character)) or "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef"


def heading_level(line: str) -> int | None:
    """Return the level of a line that reads as a heading; None of one that does not."""
    words = line.strip()
    longest = _LONGEST_HAN if any(map(is_cjk, words)) else _LONGEST_HEADING
    if not words or len(words) > longest or words[-1] in _ENDS or words[0] in "-*•>|" or _CAPTION.match(words):
        return None
    if numbered := next((level for pattern, level in _NUMBERED if pattern.match(words)), None):
        return numbered
    if decimal := _DECIMAL.match(words):
        return decimal[1].count(".") + 1
    return 1 if any(map(str.isalpha, words)) and words[-1] not in _CLOSED else None


def _headings(text: str, result: ReadText) -> Iterator[TextHeading]:
    """Yield the lines that read as headings; the line of the author below the title says who that is."""
    lines = list(re.finditer(r"\S(?:[^\n]*\S)?", text))
    levels = [heading_level(line[0]) for line in lines]
    if len(lines) > 1 and (by := _BY.fullmatch(lines[1][0])):
        result.authors = [by[1] or by[2]]
        levels[1] = None
    for is_heading, run in groupby(range(len(lines) - 1), lambda number: levels[number] is not None):
        run_of = list(run)
        if run_of[0] == 0:
            run_of = run_of[:_TITLES]
        elif len(run_of) > _TITLES:
            continue  # short lines that follow each other are a list or a poem
        for number in run_of if is_heading else ():
            yield TextHeading(lines[number][0], levels[number] or 1, Span(*lines[number].span()))


def _broken(blocks: list[list[str]]) -> bool:
    """Tell whether lines were broken to a width: all but the last of a paragraph are about as long as the longest."""
    inner = [len(line.rstrip()) for block in blocks for line in block[:-1]]
    if len(inner) < _FEWEST or not any(len(block) > 1 for block in blocks):
        return False
    longest = max(max(map(len, block)) for block in blocks)
    full = sum(length > 0.75 * longest for length in inner)
    going_on = sum(line.rstrip()[-1] not in ".。!！?？" for block in blocks for line, _ in pairwise(block))
    return longest in _WIDTHS and full > 0.8 * len(inner) and going_on > 0.5 * len(inner)
