"""What the maps of essays, relationships, topics and sources say, in each language of the pages."""

MAP_PHRASES: dict[str, tuple[str, str]] = {
    "map_lead_essay": (
        (
            "Each line is a tension: a pole at either end, between them the thesis that settles it, beneath it the "
            "lever. One square is one claim, on the side that it speaks for. All else is folded beneath."
        ),
        (
            "每条线是一组张力：两端为两极，中间是作者的主旨，下方是撬动它的支点。"
            "一个方块是一条主张，列在它所支持的一侧；其余折叠在下。"
        ),
    ),
    "map_lead_theses": (
        "What the essay argues for, in its order. What bears on a thesis is folded beneath it.",
        "文章依次所主张的；每条主旨的依据折叠在下。",
    ),
    "map_of_one": ("One relationship holds the essay", "一组关系撑起全文"),
    "map_of_many": ("{} relationships hold the essay", "{}组关系撑起全文"),
    "map_of_theses": ("What the essay argues", "文章的主张"),
    "map_of_nothing": ("This essay has neither relationships nor theses yet.", "这篇文章尚无关系和主旨。"),
    "numerals": ("Two Three Four Five Six Seven Eight Nine Ten", "两 三 四 五 六 七 八 九 十"),
    "a_plain_claim": ("a claim", "主张"),
    "an_objected_claim": ("challenged or qualified by another", "被反对或限定的主张"),
    "over_all": ("Over all of them", "统领全文"),
    "other_theses": ("The other theses, in the order of the essay", "其余主旨，依文章次序"),
    "to_thesis": ("{} the thesis", "{}主旨"),
    "to_member": ("{} {}", "{}第{}条"),
    "by_thesis": ("the thesis {} it", "主旨{}它"),
    "to_none": ("not linked to the thesis", "未与主旨相连"),
    "to_no_member": ("linked to none of these", "不与其余各条相连"),
    "one_claim": ("1 claim", "1条主张"),
    "n_claims": ("{} claims", "{}条主张"),
    "one_figure": ("1 figure", "1个数字"),
    "n_figures": ("{} figures", "{}个数字"),
    "one_source": ("1 source", "1个来源"),
    "n_sources": ("{} sources", "{}个来源"),
    "one_against": ("1 link against or limiting", "1处反对或限定"),
    "n_against": ("{} links against or limiting", "{}处反对或限定"),
    "one_undercut": ("1 undercut", "1处被削弱"),
    "n_undercut": ("{} undercut", "{}处被削弱"),
    "beneath_it": ("{} beneath it", "其下{}"),
    "none_beneath": ("nothing beneath it", "其下无内容"),
    "one_bearing": ("1 bears on it", "1项依据"),
    "n_bearing": ("{} bear on it", "{}项依据"),
    "n_more": ("{} more", "另有{}条"),
    "links_cut": (
        "This essay has more links than a map can hold: what is beneath is not counted.",
        "这篇文章的联系超出一张图所能容纳，故不计其下条数。",
    ),
    "what_bears": ("What bears on it", "其依据"),
    "already_told": ("Already told above:", "见上文："),
    "map_lead_relationship": (
        (
            "The thesis stands between the poles. A square is a claim; beneath stand the same claims, numbered, each "
            "with how it bears on the thesis or on another."
        ),
        "主旨居于两极之间。一个方块是一条主张；其下依编号列出各条，并指明与主旨或其他各条的关系。",
    ),
    "map_of_topic": ("What belongs to this topic, and why", "这一主题的主张及其依据"),
    "map_lead_topic": (
        "Beside the topic stand its claims; to the right of a claim, those of them that bear on it, read as “because”.",
        "主题旁是它的主张；每条主张右侧是支持或反对它的主张，读作“因为”。",
    ),
    "map_of_source": ("What leans on this source", "什么依赖这一来源"),
    "map_lead_source": (
        "Read from left to right as “therefore”. What would lose all its support without it is struck.",
        "从左到右读作“所以”。没有它就会失去全部支持的，以删除线标出。",
    ),
    "map_of_figure": ("What leans on this figure", "什么依赖这一数字"),
    "away": ("Take this source away: ", "拿掉这一来源："),
    "away_figure": ("Take this figure away: ", "拿掉这一数字："),
    "away_all": ("all support is lost for {}.", "{}失去全部支持。"),
    "away_none": ("nothing loses all its support.", "没有什么失去全部支持。"),
    "away_some": (" Some is lost for {}.", "{}失去部分支持。"),
    "left_of": ("{} of {} reasons left", "{1}条理由尚存{0}条"),
    "more_leaning": ("{} more lean on it", "另有{}条依赖它"),
    "its_map": ("Its map", "论证图"),
    "map_of_essay": ("The argument, drawn", "论证图"),
    "zoom_in": ("Zoom in", "放大"),
    "zoom_out": ("Zoom out", "缩小"),
    "zoom_whole": ("Whole", "全图"),
    "drawing_hint": (
        "Plus and minus, or Ctrl and the wheel, zoom; dragging, or the arrows, move. The same follows as a list.",
        "拖动或用方向键移动；用加减号或按住Ctrl滚动缩放。下方有同样内容的列表。",
    ),
}
