"""A synthetic dataset of any size: the same number of claims gives the same bytes, anywhere.

Essays have up to 1,000 claims. Of every 20 claims the first ten are a chain, each supported by the
next and the last by a figure; of the other ten, three rest on figures, three on sources, and four
are challenged by claims of the chain. So there are as many links as claims, and a fifth as many figures.
"""

from collections.abc import Iterator
from hashlib import sha256

from seed.packs import Row

RARE, FREQUENT, ABSENT = "量子", "算力", "鲸鱼"
"""Words of two characters: in ten of the first 10,000 claims, in one of five, and in none."""

KINDS = ("factual", "causal", "evaluative", "predictive", "prescriptive", "definitional")
_CLAIMS = 1000
_WITH_RARE = 10_000
_BLOCK = 20
_CHAIN = 10
_PER_STATISTIC = 5
_PER_PASSAGE = 5
_PER_SECTION = 100
_PER_SOURCE = 50
_SUBJECTS = (
    (FREQUENT, "computing power"),
    ("芯片设计", "chip design"),
    ("大模型", "large models"),
    ("风险投资", "venture capital"),
    ("初创企业", "start-ups"),
)
_VERBS = (
    ("推动了", "drives"),
    ("制约着", "holds back"),
    ("取决于", "depends on"),
    ("不等于", "is not"),
    ("先于", "comes before"),
    ("改变了", "has changed"),
    ("离不开", "cannot do without"),
)
_OBJECTS = (
    ("产业升级", "industrial upgrading"),
    ("基础研究", "basic research"),
    ("A100 芯片的供给", "the supply of A100 chips"),
    ("人才流动", "the mobility of talent"),
    ("政府采购", "public procurement"),
    ("开源生态", "open-source ecosystems"),
    ("数据要素市场", "the market for data"),
    ("长期资本", "patient capital"),
    ("企业利润", "the profits of firms"),
    ("知识产权", "intellectual property"),
    ("国际分工", "the international division of labour"),
)
_MONTH = 2_629_800


def synthetic(claims: int) -> Iterator[tuple[str, list[Row]]]:
    """Yield the records of a dataset, essay by essay: the name of a resource, and rows of it."""
    for essay, first in enumerate(range(0, claims, _CLAIMS)):
        yield from _essay(f"synthetic{_letters(essay)}2000", first, min(_CLAIMS, claims - first))


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + number // 26**place % 26) for place in (2, 1, 0))


def _essay(essay: str, first: int, count: int) -> Iterator[tuple[str, list[Row]]]:
    sources = [_source(essay, n) for n in range(-(-count // _PER_SOURCE))]
    passages = -(-count // _PER_PASSAGE)
    yield "sources", sources
    yield (
        "essays",
        [
            {
                "id": essay,
                "title": _words(f"合成论文{essay}", f"Synthetic essay {essay}"),
                "author": [{"literal": "Lunju"}],
                "affiliation": None,
                "csl_type": "article",
                "container_title": None,
                "publisher": None,
                "issued": "2000",
                "language": "zh-Hans",
                "url": None,
                "license": "CC0-1.0",
                "genre": "essay",
                "length": 40 * passages,
                "sha256": sha256(essay.encode()).hexdigest(),
                "extra": None,
            }
            | _END
        ],
    )
    yield "sections", [_section(essay, n) for n in range(1, -(-count // _PER_SECTION) + 1)]
    yield "passages", [_passage(essay, n) for n in range(1, passages + 1)]
    yield "statistics", [_statistic(essay, n, first + n) for n in range(1, count // _PER_STATISTIC + 1)]
    yield "claims", [_claim(essay, n, first + n, sources) for n in range(1, count + 1)]
    yield "evidence", [_link(essay, n, count, sources) for n in range(1, count + 1)]


_END: Row = {"note": None, "status": "published"}


def _words(chinese: str, english: str) -> Row:
    return {"zh-Hans": chinese, "en": english}


def _numbered(essay: str, letter: str, number: int) -> Row:
    return {"id": f"{essay}-{letter}{number}", "essay_id": essay, "number": number}


def _source(essay: str, number: int) -> Row:
    name = f"report{essay.removeprefix('synthetic').removesuffix('2000')}{chr(ord('a') + number)}2001"
    blank = ("title", "editor", "translator", "container_title", "publisher", "publisher_place", "edition", "volume")
    more = ("issue", "number", "page", "event", "archive", "accessed", "isbn", "issn", "doi", "url", "as_written")
    return {
        "id": name,
        "kind": "report",
        "name": _words(f"第{number}号研究报告", f"Research report {number}"),
        "csl_type": "report",
        "author": [{"literal": "Lunju"}],
        **dict.fromkeys((*blank, *more, "entity_id", "extra")),
        "issued": "2001",
        "language": "en",
        "passages": [],
    } | _END


def _section(essay: str, number: int) -> Row:
    words = _words(f"第{number}节", f"Section {number}")
    shape: Row = {"parent_id": None, "level": 1, "title": words, "summary": words, "passages": []}
    return _numbered(essay, "h", number) | shape | _END


def _passage(essay: str, number: int) -> Row:
    record = _numbered(essay, "p", number)
    section = -(-number * _PER_PASSAGE // _PER_SECTION)
    return record | {
        "start": 40 * (number - 1),
        "end": 40 * number - 5,
        "sha256": sha256(record["id"].encode()).hexdigest(),
        "section_id": f"{essay}-h{section}",
        "paragraph": -(-number // 4),
        "sentence": number,
        **_END,
    }


def _statistic(essay: str, number: int, seed: int) -> Row:
    quantity, unit, measure, factor = (
        ("count", "user", "users", 1),
        ("money", "CNY", "investment", 1),
        ("duration", "mo", "elapsed-time", _MONTH),
    )[number % 3]
    value = (seed * 7919 % 1_000_003 + 1) * (1 if factor > 1 else 1000)
    above = number % 2 == 0
    lower, upper = str(value), None if above else str(value)
    passage = -(-number * _PER_STATISTIC // _PER_PASSAGE)
    return _numbered(essay, "s", number) | {
        "text": _words(f"这项数字是{value}。", f"The figure is {value}."),
        "measure": measure,
        "subject": "chatgpt",
        "quantity": quantity,
        "as_written": f"{'超过' if above else ''}{value}",
        "comparator": "gt" if above else "eq",
        "value": str(value),
        "reading": None,
        "lower": lower,
        "lower_closed": not above,
        "upper": upper,
        "upper_closed": not above,
        "bound_basis": "stated",
        "unit": unit,
        "normalised_lower": str(value * factor),
        "normalised_upper": None if above else str(value * factor),
        "period": f"{1990 + number % 30}",
        "mode": "reported",
        **dict.fromkeys(("condition", "condition_id", "ranked_by", "ranked_among", "formula")),
        **dict.fromkeys(("recomputed_lower", "recomputed_upper", "agrees")),
        "inputs": [],
        "attributed_to": [],
        "asserted_by": "author",
        "section_id": f"{essay}-h{-(-number * _PER_STATISTIC // _PER_SECTION)}",
        "extra": None,
        "passages": [f"{essay}-p{passage}"],
        **_END,
    }


def _claim(essay: str, number: int, seed: int, sources: list[Row]) -> Row:
    subject, verb, thing = _SUBJECTS[seed % 5], _VERBS[seed // 5 % 7], _OBJECTS[seed // 35 % 11]
    rare = seed <= _WITH_RARE and seed % 997 == 0
    chinese = f"在第{seed}个案例里，{subject[0]}{verb[0]}{RARE if rare else ''}{thing[0]}。"
    english = f"In case {seed}, {subject[1]} {verb[1]} {'quantum ' if rare else ''}{thing[1]}."
    return {
        "id": f"{essay}-c{number}",
        "essay_id": essay,
        "number": number,
        "kind": "thesis" if number % _BLOCK == 1 else KINDS[seed % 6],
        "text": {"zh-Hans": chinese, "en": english},
        "stance": "reports" if number % 7 == 0 else "endorses",
        "attributed_to": [sources[seed % len(sources)]["id"]] if number % 7 == 0 else [],
        "states": [],
        "about": [],
        "one_utterance": False,
        "section_id": f"{essay}-h{-(-number // _PER_SECTION)}",
        "extra": None,
        "passages": [f"{essay}-p{-(-number // _PER_PASSAGE)}"],
        "note": None,
        "status": "published",
    }


def _link(essay: str, number: int, count: int, sources: list[Row]) -> Row:
    place = (number - 1) % _BLOCK
    start = number - place
    relation, kind, origin = "supports", "claim", f"{essay}-c{number + 1}"
    if _CHAIN - 1 <= place < _CHAIN + 3:
        figure = (number - 1) // _BLOCK * (_BLOCK // _PER_STATISTIC) + 1 + place - (_CHAIN - 1)
        kind, origin = "statistic", f"{essay}-s{min(figure, count // _PER_STATISTIC)}"
    elif _CHAIN + 3 <= place < _CHAIN + 6:
        kind, origin = "source", sources[number % len(sources)]["id"]
    elif place >= _CHAIN + 6:
        relation, origin = "challenges", f"{essay}-c{start + place - _CHAIN - 6}"
    return {
        "id": f"{essay}-e{number}",
        "essay_id": essay,
        "number": number,
        "relation": relation,
        "origin_type": kind,
        "origin_id": origin,
        "target_type": "claim",
        "target_id": f"{essay}-c{number}",
        "group": None,
        "scheme": None,
        "asserted_by": "author",
        "asserter_id": None,
        "extra": None,
        "note": None,
        "status": "published",
    }
