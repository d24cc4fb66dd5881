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
