"""What the pages say, in each of their languages."""

from collections.abc import Mapping

from api.pages.parts.answer_phrases import ANSWER_PHRASES
from api.pages.parts.argument_phrases import ARGUMENT_PHRASES
from api.pages.parts.entity_phrases import ENTITY_PHRASES
from api.pages.parts.figure_phrases import FIGURE_PHRASES
from api.pages.parts.place_phrases import PLACE_PHRASES
from api.pages.parts.reading_phrases import READING_PHRASES

LANGUAGES: Mapping[str, str] = {"en": "English", "zh-Hans": "中文"}
"""The languages of the interface, each in its own words."""

_PHRASES: dict[str, tuple[str, str]] = {
    "colon": (": ", "："),
    "comma": (", ", "、"),
    "about_problem": ("What this means, and what to do", "这是什么意思，可以怎么办"),
    "all_versions": ("All versions", "全部版本"),
    "beside": ("Its place and company", "位置与相关"),
    "characters": ("characters {} to {}", "第{}至{}字符"),
    "footer": (
        "Facts and figures in our own words; the essay’s sentences stay its author’s.",
        "内容以我们自己的话写成；原文语句属于作者。",
    ),
    "place_in_text": ("Paragraph {}, sentence {}", "第{}段，第{}句"),
    "strip": ("Where it stands in the essay, from beginning to end: {} places", "在文章中的位置，从头到尾：{}处"),
    "all_theses": ("All theses", "全部主旨"),
    "figure_is": ("A figure is an interval", "数字就是区间"),
    "for_programs": ("For programs", "供程序使用"),
    "for_programs_lead": (
        "Every page has one address, for people and programs alike; what is asked for decides the form.",
        "每个网址对人和程序都一样，按所求的格式作答。",
    ),
    "remove": ("Remove the filter", "取消筛选"),
    "search_within": ("Search in: {}", "搜索：{}"),
    "dimension": ("Dimension", "量纲"),
    "evidence_from": ("From", "来自"),
    "export": ("Everything that Lunju holds", "Lunju的全部数据"),
    "factor": ("In base units", "合基本单位"),
    "offset": ("Added before that", "换算前先加"),
    "group": ("Linked premises", "联合前提"),
    "scheme": ("Scheme of argument", "论证方式"),
    "system": ("System", "单位制"),
    "affiliation": ("Affiliation", "作者单位"),
    "it_agrees": ("The figure agrees with its recomputation.", "原文数字与重算结果相符。"),
    "all": ("All", "全部"),
    "and_more": ("There are more: see the whole list", "还有更多：查看完整列表"),
    "answers": ("The relationships that it answers", "它所回应的关系"),
    "claims_from": ("Claims attributed to it", "出自它的主张"),
    "code_points": ("{} characters (code points)", "{}字符（码点）"),
    "csl_type": ("Kind of work", "文献类型"),
    "graph": ("The argument as a graph", "论证图"),
    "statistics_from": ("Figures attributed to it", "出自它的数字"),
    "work_title": ("Title", "题名"),
    "as_meant": ("As meant", "含义"),
    "archive": ("Archive", "馆藏机构"),
    "as_written": ("As written", "原文写法"),
    "asserted_by": ("Given by", "给出者"),
    "attach": (
        (
            "Lunju keeps positions and hashes of the text, not the text itself. If you hold it, attach it with "
            "{code}: its length and SHA-256 are checked, and every place can then be proved."
        ),
        (
            "Lunju只保存原文的位置与哈希，不保存原文。如果你手中有原文，用 {code} 附上："
            "系统会核对长度与SHA-256，此后每一处都可以验证。"
        ),
    ),
    "attached": (
        "The text is attached: every place is checked against it.",
        "已附上原文，每一处都与之核对。",
    ),
    "attributed_to": ("Attributed to", "出自"),
    "accessed": ("Accessed", "访问日期"),
    "author": ("Author", "作者"),
    "basis": ("Ends come from", "区间依据"),
    "between": ("Between the poles", "两极之间"),
    "cite": ("Cite this", "引用"),
    "cite_hint": (
        "Cites version {version}, whose URL never changes.",
        "以下引用的是第{version}版，其网址永远不变。",
    ),
    "claim": ("Claim", "主张"),
    "claims": ("Claims", "主张"),
    "compared": ("Compared", "比较"),
    "compared_hint": (
        "Other figures of the same measure, on one axis.",
        "同一指标的其他数字，画在同一条轴上。",
    ),
    "computed": ("Computed", "计算而来"),
    "computed_hint": (
        "The essay computes this figure from others; here it is computed again, in base units.",
        "原文由其他数字算出这一数字；这里用基本单位重算。",
    ),
    "condition": ("Condition", "限定条件"),
    "container_title": ("In", "载于"),
    "copied": ("Copied", "已复制"),
    "copy_it": ("Copy", "复制"),
    "form_failed": ("Could not be shown: download it instead", "未能显示：请下载"),
    "copy_failed": ("Could not copy: select the text instead", "未能复制：请选中文字复制"),
    "data": ("Data", "数据"),
    "deleted": ("This record was deleted", "这条记录已删除"),
    "deleted_when": ("This record was deleted on {}.", "这条记录已于{}删除。"),
    "it_differs": (
        "The figure does not agree with its recomputation. That is a finding, not an error.",
        "原文数字与重算结果不符。这是一项发现，不是错误。",
    ),
    "doi": ("DOI", "DOI"),
    "docs": ("API documentation", "接口文档"),
    "download": ("Download", "下载"),
    "edition": ("Edition", "版次"),
    "editor": ("Editor", "编者"),
    "ends": ("Characters", "字符位置"),
    "essay": ("Essay", "文章"),
    "essays": ("Essays", "文章"),
    "event": ("Event", "会议"),
    "evidence": ("Evidence", "证据"),
    "falls": ("If it falls", "假如它不成立"),
    "falls_all": ("loses all its support", "失去全部支持"),
    "falls_none": ("Nothing would lose support.", "没有什么会失去支持。"),
    "falls_some": ("loses some of its support", "失去部分支持"),
    "figure_caption": ("The interval on an axis", "数轴上的区间"),
    "filter": ("Filter", "筛选"),
    "formula": ("Formula", "公式"),
    "guide": ("The guide", "使用指南"),
    "history": ("History", "历史"),
    "home": ("Home", "首页"),
    "home_about": (
        (
            "Lunju turns an argued essay into data: its claims, the figures they rest on, the sources leaned on, and "
            "the tensions weighed. Each is tied to its exact place in the text; each has an id to cite for ever."
        ),
        (
            "Lunju（论据）把一篇论证文章变成数据：它的主张、所依据的数字、所倚靠的来源、所权衡的关系。"
            "每一条都标明它在原文中的确切位置，每一条都有可以永久引用的编号。"
        ),
    ),
    "home_title": ("The grounds of an argument", "立论有据，有据可查"),
    "id": ("Id", "编号"),
    "id_and_url": ("Id and address", "编号与网址"),
    "in_outline": ("Its place in the essay", "在文章中的位置"),
    "inputs": ("Inputs", "输入"),
    "issue": ("Issue", "期"),
    "issued": ("Published", "发表时间"),
    "jointly": ("Together, as one reason", "合在一起才成为一条理由"),
    "kind": ("Kind", "类型"),
    "language": ("Language", "语言"),
    "language_of_page": ("Language of this page", "本页语言"),
    "latest": ("See the latest version", "查看最新版本"),
    "length": ("Length", "长度"),
    "lever": ("The lever that answers it", "对应的支点"),
    "license": ("Licence", "许可"),
    "list_empty": ("There is nothing here.", "这里没有内容。"),
    "list_filtered": ("No record passes these filters.", "没有符合条件的记录。"),
    "measure": ("Measure", "指标"),
    "menu": ("Main", "主导航"),
    "merged": ("This record was merged into {}.", "这条记录已并入{}。"),
    "merged_into": ("Merged into", "并入"),
    "mode": ("Given as", "给出方式"),
    "next_page": ("Next page", "下一页"),
    "none_lean": ("Nothing leans on it.", "没有主张以它为据。"),
    "not_found": ("There is nothing here", "这里什么也没有"),
    "note": ("Note", "注"),
    "nothing_found": ("Nothing says all of that.", "没有找到。"),
    "old_version": (
        "This is version {version}, of {when}. It is kept as it was and never changes.",
        "这是第{version}版（{when}），按原样保存，永不改变。",
    ),
    "on_line": ("Where the essay says it", "原文位置"),
    "outline": ("Outline", "提纲"),
    "number": ("Number", "编号"),
    "page": ("Pages", "页码"),
    "paragraph": ("Paragraph", "段"),
    "passages": ("Passages", "位置"),
    "period": ("Period", "时间"),
    "poles": ("The two poles", "两极"),
    "problem": ("Something is not right", "出了点问题"),
    "publisher": ("Publisher", "出版者"),
    "publisher_place": ("Place", "出版地"),
    "quantity": ("Quantity", "量的种类"),
    "question": ("The question", "问题"),
    "ranked": ("Ranked by", "排名依据"),
    "ranked_among": ("Among", "范围"),
    "reading": ("Read as", "解读规则"),
    "recomputed": ("Recomputed", "重算结果"),
    "redacted": (
        "The content of this version was removed by a legal duty; its hash remains.",
        "此版内容依法移除，仅保留哈希。",
    ),
    "relationship": ("Relationship", "关系"),
    "relationships": ("Relationships", "关系"),
    "relationships_lead": (
        "Two poles held in tension, the question between them, and what the essay makes of it.",
        "彼此牵制的两极、其间的问题，以及文章给出的回答。",
    ),
    "resolution": ("How the essay resolves it", "文章的回答"),
    "restricts": ("Only of", "仅限于"),
    "search": ("Search", "搜索"),
    "search_hint": ("Search what claims, figures and sources say", "搜索主张、数字与来源"),
    "search_kinds": ("Found", "结果"),
    "search_lead": (
        "In Chinese or English, also by the beginning of a word; put a phrase in quotation marks.",
        "中文（繁简均可）、英文（输入词首即可）；加引号可搜索整句。",
    ),
    "search_order": ("Order", "排序"),
    "section": ("Section", "章节"),
    "sections": ("Sections", "章节"),
    "sentence": ("Sentence", "句"),
    "sha256": ("SHA-256", "SHA-256"),
    "skip": ("Skip to the content", "跳到正文"),
    "source": ("Source", "来源"),
    "sources": ("Sources", "来源"),
    "stance": ("Stance", "立场"),
    "statistic": ("Figure", "数字"),
    "statistics": ("Figures", "数字"),
    "subject": ("Subject", "对象"),
    "status": ("Status", "状态"),
    "suggestion": ("Did you mean {code}?", "你要找的是不是{code}？"),
    "supports_these": ("What it supports", "它支持什么"),
    "the_text": ("The text", "原文"),
    "text": ("Text", "内容"),
    "theses": ("Theses", "主旨"),
    "thesis": ("The essay’s thesis", "文章的主张"),
    "title": ("Title", "标题"),
    "topic": ("Topic", "主题"),
    "topics": ("Topics", "主题"),
    "unit": ("Unit", "单位"),
    "translator": ("Translator", "译者"),
    "url": ("Address", "网址"),
    "value": ("Value", "数值"),
    "version": ("Version", "版本"),
    "version_n": ("Version {}", "第{}版"),
    "versions": ("Versions", "版本"),
    "volume": ("Volume", "卷"),
    "weighed_in": ("Weighed in", "参与权衡"),
    "whole_data": ("The whole as data", "完整数据"),
    "withdrawn": ("This record was withdrawn and no longer stands.", "这条记录已撤回，不再成立。"),
    "withdrawn_mark": ("withdrawn", "已撤回"),
    "worded": ("Worded as", "原文措辞"),
}

_EVERY = _PHRASES | ANSWER_PHRASES | ARGUMENT_PHRASES | ENTITY_PHRASES | FIGURE_PHRASES
_EVERY |= PLACE_PHRASES | READING_PHRASES

PHRASES: Mapping[str, Mapping[str, str]] = {
    language: {key: texts[place] for key, texts in _EVERY.items()} for place, language in enumerate(LANGUAGES)
}
"""By language, then by key."""
