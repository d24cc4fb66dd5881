"""What the values of vocabularies are called, in each language that pages and counts are labelled in."""

from collections.abc import Mapping

from api.core.records.resource import Resource
from api.handlers.argument_schemes import SCHEMES
from api.handlers.figure_labels import FIGURE_LABELS

LABEL_LANGUAGES = ("en", "zh-Hans")
LABELS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "kind": {
        "thesis": ("Thesis", "主旨"),
        "factual": ("Factual", "事实"),
        "causal": ("Causal", "因果"),
        "evaluative": ("Evaluative", "评价"),
        "predictive": ("Predictive", "预测"),
        "prescriptive": ("Prescriptive", "建议"),
        "definitional": ("Definitional", "定义"),
    },
    "stance": {
        "endorses": ("The author endorses it.", "作者认同。"),
        "reports": ("The author reports it, and takes no side.", "作者只是转述，未表态。"),
        "rejects": ("The author cites it to reject it.", "作者引述是为了反驳。"),
    },
    "grounded": {
        "named-source": ("a named source that can be looked up", "可查证的具名来源"),
        "unlocated-source": ("a named source that cannot be looked up", "无从查证的具名来源"),
        "unnamed-source": ("a source that nobody names", "未具名的来源"),
        "author": ("the author’s own word", "作者自己的话"),
        "analyst": ("a link that the analyst alone makes", "仅由分析者建立的联系"),
        "nothing": ("nothing", "没有依据"),
    },
    "stance_short": {
        "endorses": ("endorsed", "认同"),
        "reports": ("reported", "转述"),
        "rejects": ("rejected", "反驳"),
    },
    "relation": {
        "supports": ("Supports", "支持"),
        "challenges": ("Challenges", "反对"),
        "qualifies": ("Qualifies", "限定"),
        "illustrates": ("Illustrates", "例证"),
        "restates": ("Restates", "重述"),
        "undercuts": ("Undercuts", "削弱"),
        "contrary": ("Contrary", "相反"),
        "contradictory": ("Contradictory", "矛盾"),
        "equivalent": ("Equivalent", "等值"),
    },
    "bears": {
        "supports": ("supports", "支持"),
        "challenges": ("challenges", "反对"),
        "qualifies": ("qualifies", "限定"),
        "illustrates": ("illustrates", "例证"),
        "restates": ("restates", "重述"),
        "undercuts": ("undercuts that link", "削弱这一联系"),
        "contrary": ("is contrary to", "相反于"),
        "contradictory": ("contradicts", "矛盾于"),
        "equivalent": ("is equivalent to", "等值于"),
        "states": ("states", "陈述"),
    },
    "inward": {
        "supports": ("Supports it", "支持它"),
        "challenges": ("Challenges it", "反对它"),
        "qualifies": ("Qualifies it", "限定它"),
        "illustrates": ("Illustrates it", "例证它"),
        "restates": ("Restates it", "重述它"),
        "undercuts": ("Undercuts it", "削弱它"),
        "contrary": ("Contrary to it", "与它相反"),
        "contradictory": ("Contradicts it", "与它矛盾"),
        "equivalent": ("Equivalent to it", "与它等值"),
    },
    "outward": {
        "supports": ("It supports", "它支持"),
        "challenges": ("It challenges", "它反对"),
        "qualifies": ("It qualifies", "它限定"),
        "illustrates": ("It illustrates", "它例证"),
        "restates": ("It restates", "它重述"),
        "undercuts": ("It undercuts the link", "它削弱这一联系"),
        "contrary": ("It is contrary to", "它相反于"),
        "contradictory": ("It contradicts", "它矛盾于"),
        "equivalent": ("It is equivalent to", "它等值于"),
    },
    "on_link": {
        "supports": ("This link is supported by", "这一联系得到支持，依据："),
        "challenges": ("This link is challenged by", "这一联系受到反对，依据："),
        "qualifies": ("This link is qualified by", "这一联系受到限定，依据："),
        "illustrates": ("This link is illustrated by", "这一联系的例证："),
        "restates": ("This link is restated by", "这一联系的重述："),
        "undercuts": ("This link is undercut by", "这一联系被削弱，依据："),
    },
    "scheme": {one.id: (one.label["en"], one.label["zh-Hans"]) for one in SCHEMES.values()},
    "asserter": {
        "author": ("the author", "作者"),
        "analyst": ("seen by the analyst", "分析者所见"),
        "other": ("asserted by another", "他人所称"),
    },
    **FIGURE_LABELS,
    "source_kind": {
        "person": ("Person", "人物"),
        "organisation": ("Organisation", "机构"),
        "report": ("Report", "报告"),
        "paper": ("Paper", "论文"),
        "article": ("Article", "文章"),
        "speech": ("Speech", "讲话"),
        "webpage": ("Web page", "网页"),
        "communication": ("Communication", "通信"),
        "statistics": ("Statistics", "统计"),
        "saying": ("Saying", "说法"),
        "anonymous": ("Nobody named", "未具名"),
    },
    "genre": {
        "essay": ("Essay", "文章"),
        "dialogue": ("Dialogue", "对话"),
        "debate": ("Debate", "辩论"),
        "student-essay": ("Student essay", "学生作文"),
        "abstract": ("Abstract", "摘要"),
        "article": ("Article", "报刊文章"),
        "webpage": ("Web page", "网页"),
        "speech": ("Speech", "演讲"),
    },
    "topic_kind": {
        "breakthrough": ("Breakthrough", "突破"),
        "gap": ("Gap", "差距"),
        "lever": ("Lever", "支点"),
    },
    "verdict": {
        "confirmed": ("Confirmed", "已证实"),
        "corrected": ("Corrected", "已更正"),
        "refuted": ("Refuted", "已推翻"),
        "superseded": ("Superseded", "已被取代"),
        "retracted-source": ("Source retracted", "来源已撤稿"),
        "disputed": ("Disputed", "有争议"),
        "outdated": ("Outdated", "已过时"),
        "unverifiable": ("Unverifiable", "无法核实"),
    },
    "holds": {
        "true": ("has a value in common with what was found", "与后来所见有共同取值"),
        "false": ("has no value in common with what was found", "与后来所见没有共同取值"),
    },
    "since": {
        "changed": ("the record has changed since", "此后记录有改动"),
    },
    "review_parts": {
        "target": ("What was reviewed", "复核对象"),
        "reviewer": ("Reviewer", "复核者"),
        "sources": ("The sources it rests on", "所据来源"),
        "statistics": ("The figures it rests on", "所据数字"),
        "claims": ("The claims it rests on", "所据主张"),
        "supersedes": ("It stands in place of", "取代"),
        "superseded_by": ("In its place stand", "已由此取代"),
    },
    "entity_kind": {
        "person": ("Person", "人物"),
        "organisation": ("Organisation", "机构"),
        "product": ("Product", "产品"),
        "place": ("Place", "地点"),
        "work": ("Work", "作品"),
        "event": ("Event", "事件"),
        "concept": ("Concept", "概念"),
    },
    "truth": {
        "true": ("Yes", "是"),
        "false": ("No", "否"),
    },
    "language": {
        "en": ("English", "英文"),
        "zh-Hans": ("Chinese (simplified)", "简体中文"),
    },
    "action": {
        "created": ("Made", "创建"),
        "updated": ("Changed", "修改"),
        "withdrawn": ("Withdrawn", "撤回"),
        "deleted": ("Deleted", "删除"),
        "redacted": ("Redacted", "移除内容"),
        "merged": ("Merged", "合并"),
    },
    "status": {
        "published": ("published", "已发布"),
        "withdrawn": ("withdrawn", "已撤回"),
    },
    "way": {
        "exact": ("as written", "字面一致"),
        "variant": ("in another writing", "异写"),
        "stem": ("another form of the word", "词形变化"),
        "prefix": ("a longer word", "词首相同"),
    },
    "order": {
        "natural": ("As in the essay", "原文次序"),
        "relevance": ("Best match first", "相关度"),
    },
}
"""By vocabulary and value, in these languages."""

_VOCABULARIES: Mapping[tuple[str, str], str] = {
    ("claims", "stance"): "stance_short",
    ("sources", "kind"): "source_kind",
    ("topics", "kind"): "topic_kind",
    ("entities", "kind"): "entity_kind",
    ("statistics", "bound_basis"): "basis",
}
"""Which vocabulary names the values of a field, where it is not called as the field."""
_ALIKE: Mapping[str, str] = {
    "asserted_by": "asserter",
    "has_evidence": "truth",
    "one_utterance": "truth",
    "agrees": "truth",
    "reviewed": "truth",
    "retracted": "truth",
    "target_changed": "truth",
}
"""The same of fields that mean the same everywhere."""


def value_label(resource: Resource, field: str, value: str, resources: Mapping[str, Resource]) -> dict[str, str] | None:
    """Return what a value of a field is called, by language; None where it has no name but itself.

    Args:
        resource: what has the field.
        field: the field, or the filter, that has the value.
        value: the value, as text.
        resources: every resource, by name: some fields say which of them is meant.
    """
    if field.endswith("_type") and (meant := next((one for one in resources.values() if one.singular == value), None)):
        return {language: meant.label(language) for language in LABEL_LANGUAGES}
    vocabulary = _VOCABULARIES.get((resource.name, field)) or _ALIKE.get(field, field)
    texts = LABELS.get(vocabulary, {}).get(value)
    return None if texts is None else dict(zip(LABEL_LANGUAGES, texts, strict=True))
