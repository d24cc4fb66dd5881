"""What pages say of arguments, in lists and in maps, in English and Chinese."""

from api.pages.parts.map_phrases import MAP_PHRASES

ARGUMENT_PHRASES: dict[str, tuple[str, str]] = {
    "rests_on": ("It rests on ", "依据："),
    "stated_by": ("Claims that state it", "陈述它的主张"),
    "states": ("Figures that it states", "它陈述的数字"),
    "bears_on": ("What leans on it", "它支撑着什么"),
    "challenges_none": ("Nothing bears on it.", "没有材料支持或反对它。"),
    "grounds": ("What bears on it", "支持与反对它的"),
    "map": ("Map", "论证图"),
    "map_of_claim": ("What bears on this claim, and why", "这一论断以何为据"),
    "map_lead": (
        "Read from left to right as “because”. What bears in several places is told once; elsewhere stands its number.",
        "从左到右读作“因为”。在多处起作用的论断只写一次，别处以编号指明。",
    ),
    "argument_shown": ("An argument, drawn", "把论证画出来"),
    "argument_shown_lead": (
        "From left to right read “because”: what supports a claim, what limits it, what speaks against it.",
        "从左到右读作“因为”：什么支持一条主张，什么限定它，什么反对它。",
    ),
    "argument_whole": ("More of what bears on it", "更多依据"),
    "argument_of_essay": ("The whole essay, drawn", "全文论证图"),
    "review_shown": ("A claim, checked since", "一条主张，后来的查证"),
    "review_shown_lead": (
        "What became known after an essay stands beside what it says, with its source.",
        "文章发表之后所知的，连同出处，列在原来的主张旁边。",
    ),
    "all_reviews": ("All reviews", "全部查证"),
    "no_essay_yet": (
        "No essay is here yet: {code} makes one of a draft.",
        "这里还没有文章：用 {code} 即可由草稿录入一篇。",
    ),
    "more_places": ("{} more places", "另有{}处"),
    "leans_on_it": ("leaned on by {}", "倚靠它的：{}"),
    "most_leaned": ("Most leaned on", "倚靠最多的来源"),
    "leans_by_link": ("borne out or opposed by it", "由它支持或反对"),
    "leans_by_name": ("only attributed to it", "仅归于它"),
    "map_as_list": ("The map as a list", "列表形式的论证图"),
    "map_cut": ("More bears on it than a map can hold: the rest is left out.", "内容超出一张图所能容纳，其余从略。"),
    "map_download": ("Download the drawing (SVG)", "下载此图（SVG）"),
    "schemes": ("Schemes of argument", "论证方式"),
    "schemes_lead": (
        "In which way a reason bears on what it is given for, and what to ask of one that bears so.",
        "理由以何种方式支持所论之事，以及对这样的理由该问什么。",
    ),
    "scheme_source": ("After", "依据"),
    "all_schemes": ("All schemes", "全部论证方式"),
    "used_by": ("Links that use it: {}", "使用它的联系：{}"),
    "what_to_ask": ("What to ask", "该问什么"),
    "legend": ("Legend", "图例"),
    "only_together": ("only together", "须合在一起"),
    "words_struck": ("struck", "删除线"),
    "view_rejected": ("a view that the author rejects", "作者所反驳的观点"),
    "more_beneath": ("{} more beneath it", "其下另有{}条"),
    "told_at": ("See {}:", "见{}："),
    "told_first": ("The claim itself:", "即本论断："),
} | MAP_PHRASES
