"""Items to cite, made up."""

import string
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


_latin = st.text(string.ascii_lowercase, min_size=2, max_size=8).map(str.capitalize)
_names = st.one_of(
    st.fixed_dictionaries({"family": _latin, "given": st.lists(_latin, min_size=1, max_size=2).map(" ".join)}),
    st.fixed_dictionaries({"family": st.sampled_from("曹王李"), "given": st.sampled_from(["钟雄", "伟", "一一"])}),
    st.fixed_dictionaries({"literal": st.sampled_from(["Microsoft", "国家统计局", "U.S. Department of Energy"])}),
)
_parts = st.tuples(st.integers(1000, 2030), st.integers(1, 12), st.integers(1, 28)).flatmap(
    lambda whole: st.sampled_from([list(whole[:1]), list(whole[:2]), list(whole)])
)
_dates: st.SearchStrategy[Any] = st.one_of(
    st.builds(lambda parts: {"date-parts": [parts]}, _parts),
    st.builds(lambda parts: {"date-parts": [parts], "circa": True}, _parts),
    st.builds(
        lambda year, season: {"date-parts": [[year]], "season": season}, st.integers(1000, 2030), st.integers(1, 4)
    ),
    st.builds(lambda year, years: {"date-parts": [[year], [year + years]]}, st.integers(1000, 2030), st.integers(1, 9)),
    st.just({"literal": "2019–"}),
)
_titles = st.sampled_from(["A plain title", "论点一二三", "What is it?", "ChatGPT: the gap", "Ending in a stop."])

items: st.SearchStrategy[Item] = st.builds(
    item,
    st.just("x2020@1"),
    st.sampled_from(sorted(TYPES)),
    title=_titles,
    author=st.lists(_names, max_size=5),
    container_title=st.none() | st.sampled_from(["The journal of things", "某刊"]),
    publisher=st.none() | st.sampled_from(["Lunju", "某社"]),
    publisher_place=st.none() | st.just("Shenzhen"),
    volume=st.none() | st.sampled_from(["3", "B"]),
    issue=st.none() | st.just("4"),
    page=st.none() | st.sampled_from(["33", "33-44"]),
    issued=st.none() | _dates,
    accessed=st.none() | st.just({"date-parts": [[2026, 3, 4]]}),
    language=st.none() | st.sampled_from(["zh-Hans", "en"]),
    DOI=st.none() | st.just("10.1000/1"),
    URL=st.none() | st.just("https://lunju.example/x"),
)
"""Items of every type, with any of the variables that a record can fill."""
