"""What sheets and columns are called: as drafts call them, in other words, and in Chinese."""

import re
import unicodedata

SHEET_NAMES = {
    "essay": ("metadata", "about", "文章", "文献"),
    "claims": ("claim", "statements", "论点", "主张"),
    "figures": ("figure", "numbers", "statistics", "数字", "数据"),
    "sources": ("source", "references", "来源", "出处"),
    "links": ("link", "relations", "edges", "evidence", "联系", "关系"),
    "topics": ("topic", "主题", "话题"),
    "sections": ("section", "outline", "章节", "提纲"),
    "entities": ("entity", "实体"),
    "tensions": ("tension", "张力"),
    "reviews": ("review", "评审", "核查"),
    "left_out": ("omissions", "left out", "省略", "略去"),
}
"""What a sheet, or a file, may be called beside its name."""

HELP_NAMES = ("help", "readme", "说明")
"""What sheets are called that are for people alone."""

_COLUMNS = {
    "id": ("key", "identifier", "编号", "标识"),
    "says": ("claim", "text", "statement", "sentence", "内容", "陈述", "论点"),
    "kind": ("type", "种类", "类型"),
    "stance": ("立场", "态度"),
    "implicit": ("unstated", "隐含"),
    "quotes": ("quote", "passages", "引文", "原文"),
    "quote": ("quotes", "passage", "引文", "原文"),
    "states": ("figures", "数字", "含数字"),
    "about": ("entities", "关于", "实体"),
    "sources": ("source", "来源", "出处"),
    "from": ("origin", "origins", "premises", "从", "起点", "前提"),
    "to": ("target", "conclusion", "到", "终点", "结论"),
    "relation": ("link", "relationship", "关系"),
    "scheme": ("argument scheme", "论证型式"),
    "whose": ("asserted by", "谁的", "谁说"),
    "by": ("said by", "断言者"),
    "name": ("名称", "姓名"),
    "authors": ("author", "作者"),
    "title": ("headline", "标题", "题名"),
    "year": ("date", "published", "年份", "日期"),
    "date": ("year", "published", "日期"),
    "url": ("link", "website", "address", "网址", "链接"),
    "entity": ("实体",),
    "wording": ("words", "措辞", "原话"),
    "complete": ("完整措辞",),
    "quantity": ("量", "量的种类"),
    "comparator": ("比较",),
    "value": ("number", "数值", "值"),
    "reading": ("读法",),
    "of": ("之数", "对象"),
    "lower": ("min", "下限"),
    "upper": ("max", "上限"),
    "excludes": ("不含",),
    "unit": ("单位",),
    "measure": ("指标", "度量"),
    "subject": ("主体",),
    "when": ("period", "时间", "时期"),
    "mode": ("方式",),
    "condition": ("条件",),
    "ranked_by": ("排名依据",),
    "ranked_among": ("排名范围",),
    "computed_from": ("由何算出",),
    "formula": ("公式",),
    "summary": ("摘要", "概述"),
    "claims": ("claim", "论点"),
    "opens": ("first words", "开头", "首句"),
    "level": ("层级",),
    "aliases": ("other names", "别名"),
    "same_as": ("same as", "同指"),
    "language": ("lang", "语言"),
    "license": ("licence", "许可", "许可证"),
    "genre": ("体裁",),
    "pole_a": ("甲端",),
    "pole_b": ("乙端",),
    "question": ("问题",),
    "for_a": ("支持甲",),
    "for_b": ("支持乙",),
    "between": ("之间",),
    "answer": ("回答",),
    "resolution": ("解决",),
    "lever": ("抓手",),
    "reviewer": ("评审者",),
    "verdict": ("结论", "判定"),
    "rated": ("被评内容",),
    "rating": ("评级",),
    "scale": ("量表",),
    "why": ("reason", "原因"),
    "field": ("property", "字段", "项目"),
}


def folded(name: str) -> str:
    """Return a name without what people write differently: case, blanks, hyphens, points, width of characters."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\s_\-.:*()]+", "", plain)


def known_names(wanted: list[str]) -> dict[str, str]:
    """Return the names of columns by all they may be called: where two have a name, whose own it is has it."""
    found: dict[str, str] = {}
    for name in wanted:
        found |= {folded(other): name for other in _COLUMNS.get(name, ()) if folded(other) not in found}
    return found | {folded(name): name for name in wanted}


def known_sheet(name: str) -> str | None:
    """Return which sheet a name is of; None where it is of none, an empty text where it is for people alone."""
    wanted = folded(name)
    if wanted in map(folded, HELP_NAMES):
        return ""
    names = ((sheet, {folded(sheet), *map(folded, others)}) for sheet, others in SHEET_NAMES.items())
    return next((sheet for sheet, known in names if wanted in known), None)


def in_chinese(name: str) -> str:
    """Return what a column is called in Chinese, the same where nothing is."""
    return next((other for other in _COLUMNS.get(name, ()) if not other.isascii()), name)
