"""What the rules of an audit are called, ask and advise, and how they are broken, in English and Chinese."""

from collections.abc import Mapping
from typing import NamedTuple


class RuleWords(NamedTuple):
    """A rule in words: what breaks it, what it asks and why, and what would mend it."""

    title: str
    asks: str
    mend: str


def _rule(english: tuple[str, str, str], chinese: tuple[str, str, str]) -> Mapping[str, RuleWords]:
    return {"en": RuleWords(*english), "zh-Hans": RuleWords(*chinese)}


RULES: Mapping[str, Mapping[str, RuleWords]] = {
    "thesis-without-grounds": _rule(
        (
            "Theses without grounds",
            (
                "A chain of support should lead to every thesis from a figure or a source. Premises that count only "
                "together must all be grounded."
            ),
            "Link what fails to a figure or a source; or accept it as the author’s own word.",
        ),
        (
            "没有依据的主旨",
            "每条主旨都应有一条支持链，从数字或来源通到它。须合在一起的前提，每一条都要有依据。",
            "把不成立的一环与数字或来源联系起来；或承认它只是作者自己的话。",
        ),
    ),
    "thesis-held-by-analyst": _rule(
        (
            "Theses that the analyst alone holds up",
            "At least one chain that supports a thesis should be made by the author throughout.",
            "Find where the text makes the link; or accept that the essay does not.",
        ),
        (
            "仅靠分析者支撑的主旨",
            "支持主旨的链条中，至少应有一条全由作者自己建立。",
            "找出原文在何处建立这一联系；或承认原文没有。",
        ),
    ),
    "one-unnamed-source": _rule(
        (
            "Claims that rest on one source, which nobody names",
            "What an essay holds or reports should not hang on a single source that cannot be asked.",
            "Find who said it, or add another ground.",
        ),
        (
            "只靠一个未具名来源的主张",
            "文章所认同或转述的主张，不应只靠一个无从追问的来源。",
            "找出是谁说的，或另加依据。",
        ),
    ),
    "figure-without-source": _rule(
        (
            "Figures that come from nobody",
            "A figure should be somebody’s, unless the essay computes it, defines it, or uses it as a turn of phrase.",
            "Say whose figure it is, or link a source that gives it.",
        ),
        (
            "没有出处的数字",
            "数字应当有出处，除非它是文章算出、定义或作修辞用的。",
            "写明是谁的数字，或联系给出它的来源。",
        ),
    ),
    "figure-without-period-or-unit": _rule(
        (
            "Figures without a time or a unit",
            "A figure should say when it holds, and in what it is counted, where its kind needs that.",
            "Give the time or the unit, from the text or the source; where the text leaves it open, say so in a note.",
        ),
        (
            "缺少时间或单位的数字",
            "数字应当说明何时成立、以什么单位计，除非它的种类不需要。",
            "依原文或来源补上时间或单位；原文未说明的，加注说明。",
        ),
    ),
    "rank-without-scale": _rule(
        (
            "Ranks without a scale",
            "A rank should say by what it is given, and among whom.",
            "Say what it is ranked by, and among whom.",
        ),
        ("没有尺度的名次", "名次应当说明依据什么、在谁之中排列。", "写明排名依据与范围。"),
    ),
    "circular-support": _rule(
        (
            "Support that goes in a circle",
            "Claims that only support each other support nothing.",
            "Take out the link that does not carry the argument, or give one of the records a ground of its own.",
        ),
        (
            "循环支持",
            "只是互相支持的主张，什么也支持不了。",
            "去掉不承载论证的联系，或给其中一条以自己的依据。",
        ),
    ),
    "contradictory-claims": _rule(
        (
            "Claims at odds",
            "An essay should not hold two claims of which one challenges the other, or that cannot both be true.",
            "Say which of the two the essay holds, or what it qualifies rather than challenges.",
        ),
        (
            "互相冲突的主张",
            "文章不应同时认同两条主张，而其中一条反对另一条，或两者不能同真。",
            "说明文章认同哪一条，或一条如何限定而非反对另一条。",
        ),
    ),
    "contradictory-figures": _rule(
        (
            "Figures at odds",
            "Two figures of one thing at one time should have a value in common.",
            "Say which figure is right, or what tells the two apart: subject, time or condition.",
        ),
        (
            "互相冲突的数字",
            "同一事物同一时间的两个数字，应当有共同的取值。",
            "说明哪一个正确，或两者的对象、时间、条件有何不同。",
        ),
    ),
    "figure-does-not-recompute": _rule(
        (
            "Figures that do not come out",
            "A figure that the essay computes should be what its inputs come to.",
            "Correct the figure, its inputs or its formula; or say in a note why they differ.",
        ),
        (
            "算不出来的数字",
            "文章算出的数字，应当与所用数字的计算结果相符。",
            "更正数字、输入或公式；或加注说明为何不同。",
        ),
    ),
    "claim-without-place": _rule(
        (
            "Claims reconstructed by the analyst",
            "What an essay claims should be worded in its text, but for what its argument needs and leaves unsaid.",
            "Name the passage that words it; or accept that the argument needs what the text does not say.",
        ),
        (
            "分析者补出的主张",
            "文章的主张应当见于原文；论证所需而原文未说的除外。",
            "指明写出它的位置；或承认论证需要原文没有说的话。",
        ),
    ),
}
"""By rule and language."""

FINDINGS: Mapping[str, tuple[str, str]] = {
    "Nothing grounds ": (
        "Linked reasons beneath it fail, because nothing grounds these:",
        "其下须合在一起的理由不成立，因为以下各条没有依据：",
    ),
    "What supports it rests on": (
        "What supports it rests on no figure and no source.",
        "支持它的内容没有数字或来源作依据。",
    ),
    "Nothing supports it": ("Nothing supports it.", "没有任何内容支持它。"),
    "Each chain to it": (
        "Each chain to it has a link that the analyst alone makes.",
        "通到它的每条链都有一环仅由分析者建立。",
    ),
    "All its support comes from": (
        "All its support comes from one source, which nobody names:",
        "它的全部支持出自同一个未具名的来源：",
    ),
    "It is attributed to nobody": (
        "It is attributed to nobody, and no source supports it.",
        "它没有归于任何人，也没有来源支持它。",
    ),
    "It has no period and no unit": ("It has no time and no unit.", "没有时间，也没有单位。"),
    "It has no period": ("It does not say when it holds.", "没有说明何时成立。"),
    "It has no unit": ("It has no unit.", "没有单位。"),
    "It is a rank without ranked_by and": (
        "It says neither what it is ranked by nor among whom.",
        "没有说明排名依据，也没有说明范围。",
    ),
    "It is a rank without ranked_by": ("It does not say what it is ranked by.", "没有说明排名依据。"),
    "It is a rank without ranked_among": ("It does not say among whom.", "没有说明排名范围。"),
    "Each supports another": (
        "Each supports another of them, directly or through others:",
        "以下各条直接或辗转互相支持：",
    ),
    "The essay endorses both": (
        "The essay endorses both, and they are at odds:",
        "文章两条都认同，而两者彼此冲突：",
    ),
    "No place in the text": (
        "Nothing in the text words it: the analyst reconstructed it.",
        "原文没有写出，由分析者补出。",
    ),
    "They give ": ("They have no value in common:", "两者没有共同的取值："),
    "The figure and its recomputation": (
        "It has no value in common with what these come to:",
        "它与由以下数字算出的结果没有共同的取值：",
    ),
}
"""How a rule is broken, by how the answer begins to say it; of two that begin alike the longer comes first."""
