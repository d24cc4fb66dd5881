"""Items to cite, made up."""

from collections.abc import Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st

from api.formats.item import TYPES, Item, item

CLAIM = item(
    "cao2023-c1@1",
    "entry",
    title="人工智能是未来的主航道（论点cao2023-c1@1，第1节第1段）",
    title_short="人工智能是未来的主航道",
    author=[{"family": "曹", "given": "钟雄"}],
    container_title="从ChatGPT看中美科技差距与四大关系",
    publisher="Lunju",
    issued={"date-parts": [[2026, 3, 4]]},
    accessed={"date-parts": [[2026, 3, 4]]},
    language="zh-Hans",
    URL="https://lunju.example/claims/cao2023-c1@1",
    note="cao2023-p1, characters 1 to 9 of the text",
)
PAPER = item(
    "vaswani2017@2",
    "article-journal",
    title="Attention, 100% & more: what ChatGPT_2 {needs}",
    author=[{"family": "van der Berg", "given": "Ann-Marie"}, {"literal": "U.S. Department of R&D"}],
    container_title="Nature",
    volume="3",
    issue="4",
    page="33-44",
    issued={"date-parts": [[2017, 6]]},
    language="en",
    DOI="10.1000/a_b",
)

texts = st.text(st.characters(exclude_categories=("Cs", "Cn", "Co")), min_size=1, max_size=60).filter(str.strip)
"""Any text that says something."""


def titled(title: str) -> Item:
    return item("x2020@1", "book", title=title)


NAMES: Sequence[dict[str, Any]] = (
    {"family": "曹", "given": "钟雄"},
    {"family": "王", "given": "伟"},
    {"family": "Nadella", "given": "Satya"},
    {"family": "Dias", "given": "Ranga P."},
    {"family": "Curie", "given": "Marie-Louise"},
    {"family": "Müller", "given": "J."},
    {"literal": "Microsoft"},
    {"literal": "国家统计局"},
)
PEOPLE: Sequence[dict[str, Any]] = (
    *NAMES,
    {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
    {"family": "Davis", "given": "Sammy", "suffix": "Jr.", "comma-suffix": True},
    {"family": "Lee", "given": "X", "suffix": "III"},
    {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
    {"family": "Fontaine", "given": "Jean", "dropping-particle": "de", "non-dropping-particle": "La"},
    {"family": "van der Berg", "given": "Ann-Marie"},
    {"family": "Nguyễn", "given": "An", "static-ordering": True},
    {"family": "O'Neil", "given": "T. S."},
    {"family": "Plato"},
    {"literal": "Acme, Inc."},
)
"""Names with everything that a name can have."""
NUMBERS: Sequence[str] = ("3", "B", "12-13", "2/3", "IV", "3rd", "special", "S2", "3, 4", "1 & 2")
DATES: Sequence[dict[str, Any]] = (
    {"date-parts": [[2022]]},
    {"date-parts": [[2022, 9]]},
    {"date-parts": [[2022, 9, 5]]},
    {"date-parts": [[2022]], "circa": True},
    {"date-parts": [[2022, 9, 5]], "circa": True},
    {"date-parts": [[2025]], "season": 3},
    {"date-parts": [[1970], [1979]], "circa": True},
    {"date-parts": [[2019], [2021]]},
    {"date-parts": [[2019, 3], [2019, 5]]},
    {"date-parts": [[-44]]},
    {"date-parts": [[79]]},
    {"date-parts": [[-50], [-40]]},
    {"date-parts": [[79], [81]]},
    {"date-parts": [[2020, 3, 1], [2020, 3, 9]]},
    {"literal": "2019–"},
)
VARIABLES: dict[str, Sequence[Any]] = {
    "title": (
        "A plain title",
        "论点一二三",
        "What is it?",
        "ChatGPT: the gap",
        "It ends.",
        "It’s so",
        "Why? Because",
        'He said "no"',
        "<i>E. coli</i> and H<sub>2</sub>O",
        '<span class="nocase">pH</span> of things',
        'A "quoted" word',
        "The 'single' one",
        "Big \"a 'b' c\" end",
        "论“引号”与《书名》",
        "rock 'n' roll",
        "dogs' life",
        'Say "when?"',
        "Go!",
        "list,",
        "Trailing:",
    ),
    "author": (
        None,
        *([name] for name in NAMES),
        NAMES[:2],
        NAMES[1:3],
        NAMES[2:4],
        NAMES[5:7],
        NAMES[6:],
        NAMES[1:7],
        [*NAMES] * 3,
        *([name] for name in PEOPLE[8:]),
        PEOPLE[8:],
        PEOPLE[4:8],
    ),
    "editor": (None, None, None, PEOPLE[:1], PEOPLE[3:5], PEOPLE[6:9], PEOPLE[8:13]),
    "translator": (None, None, None, PEOPLE[2:3], PEOPLE[10:12]),
    "container_title": (None, None, "The journal of things and more", "某刊", "Proc. of the long-term study: a view"),
    "publisher": (None, "Lunju", "某社"),
    "publisher_place": (None, None, "Shenzhen"),
    "edition": (None, None, "2", "3rd", "11", "Revised", "修订", "2-3"),
    "volume": (None, None, *NUMBERS),
    "issue": (None, None, *NUMBERS),
    "number": (None, None, None, *NUMBERS, "no. 5", "GB/T 7714—2015"),
    "page": (None, None, "33", "33-44", "S1-S12", "12-3", "123-45", "e12", "12, 15-18", "xii-xv", "12–19", "101-1"),
    "event_title": (None, None, "international conference on X", "某会"),
    "archive": (None, None, None, "National Archives", "档案馆"),
    "issued": (None, *DATES),
    "accessed": (None, {"date-parts": [[2026, 3, 4]]}),
    "language": (None, "zh-Hans", "en", "fr"),
    "DOI": (None, None, "10.1000/1"),
    "URL": (None, "https://lunju.example/x@1"),
}
"""What the variables of an item can be."""


PERIODICALS = (
    item("periodical-title", "periodical", title="A plain title", issued=DATES[0]),
    item("periodical-container", "periodical", container_title="某刊", issued=DATES[0]),
    item("periodical-both", "periodical", title="A plain title", container_title="某刊", issued=DATES[0]),
)
"""What says of what form it is where it has both titles alone: chance seldom makes each."""


def assorted(count: int) -> list[Item]:
    """Items of every type in turn, always the same, beside periodicals with each of their titles."""
    random = Random(7714)  # noqa: S311 - nobody guesses at it
    kinds = sorted(TYPES)
    made = [
        item(f"x{n}", kinds[n % len(kinds)], **{name: random.choice(values) for name, values in VARIABLES.items()})
        for n in range(count)
    ]
    return [*made, *PERIODICALS]


items: st.SearchStrategy[Item] = st.builds(
    item,
    st.just("x2020@1"),
    st.sampled_from(sorted(TYPES)),
    **{name: st.sampled_from(values) for name, values in VARIABLES.items()},
)
"""Items of every type, with any of the variables that a record can fill."""
