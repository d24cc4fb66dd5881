"""What the reading page says, in each language of the pages."""

READING_PHRASES: dict[str, tuple[str, str]] = {
    "read": ("Read", "阅读"),
    "read_it": ("Read it sentence by sentence, with its claims beside it", "逐句对照主张阅读"),
    "work_on_it": ("Work on it: claims, figures and links, made beside its text", "在原文旁编辑主张、数字与联系"),
    "workbench": ("Workbench", "工作台"),
    "new_essay": ("A new essay", "新文章"),
    "in_the_text": ("In the text", "在原文中"),
    "a_claim": ("a claim", "主张"),
    "a_view_rejected": ("a view the author rejects", "作者反驳的观点"),
    "a_figure": ("a figure", "数字"),
    "a_source": ("a source", "来源"),
    "also_here": ("Also here", "此处另见"),
    "both_languages": ("In both languages", "双语对照"),
    "one_language": ("In one language", "只看一种语言"),
    "nothing_wanted": ("Nothing here passes these filters.", "没有符合条件的主张。"),
    "only_claims": ("Only what passes is marked.", "只标出符合条件的。"),
    "grounded": ("Rests on", "依据"),
    "verdict": ("Verdict", "结论"),
    "reviewed": ("Checked since", "后来查证过"),
    "cut_off": ("There is more in this essay than one page shows.", "这篇文章的内容超出一页所能显示。"),
    "says_the_analyst": (", says the analyst", "（分析者所见）"),
    "strips_lead": (
        (
            "The essay’s own sentences are not shown: here is what stands on each, in our words. A block is a "
            "sentence, as long as it is; lines in it are the claims, figures and sources. Where you hold the text, "
            "{code} shows it."
        ),
        (
            "这里不显示原文语句，只以我们的话写出每句所含的内容。每个长条是一个句子，长度与原句相当；"
            "其中的线条是主张、数字与来源。如果你有原文，用 {code} 即可显示。"
        ),
    ),
    "the_strip": ("Sentence {}", "第{}句"),
}
"""By key: English, and simplified Chinese."""
