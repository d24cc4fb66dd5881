"""What the pages of answers say, in English and Chinese."""

ANSWER_PHRASES: dict[str, tuple[str, str]] = {
    "page_as_json": ("This page as JSON", "本页的JSON数据"),
    "answer_cut": (
        "The question reached more than one answer may hold: what follows is of the part that was read.",
        "所问涉及的内容超出一次回答所能容纳，以下只就读到的部分作答。",
    ),
    "audit": ("Audit of the argument", "论证审查"),
    "audit_lead": (
        (
            "Where the argument is weak, by rules that are the same for every essay. A finding is a place to look at, "
            "not a verdict: some are the author’s to mend, some are the reader’s to weigh."
        ),
        "按对每篇文章都相同的规则，指出论证的薄弱之处。发现只是提示，不是判决：有的有待作者补足，有的由读者权衡。",
    ),
    "examined": ("The argument, examined", "检视论证"),
    "audit_found": ("What was found", "发现"),
    "audit_nothing": ("No rule is broken.", "没有违反任何规则。"),
    "audit_kept": ("Rules that nothing breaks", "没有违反的规则"),
    "audit_unasked": ("not asked: too much to read", "内容过多，未能检查"),
    "audit_theses": ("What the theses rest on", "各主旨的依据"),
    "to_mend": ("What to do", "怎么办"),
    "more_as_data": ("{} more, as data (JSON)", "另有{}条（JSON数据）"),
    "integrity": ("Which places are proved", "位置的验证情况"),
    "integrity_lead": (
        (
            "Every claim, figure and source is tied to places in the text, each by its position and the hash of its "
            "words. Where the text is here, each place can be proved; the words themselves are not shown."
        ),
        "每条主张、数字与来源都系于原文中的位置，以起止字符和文字的哈希标明。附上原文，每一处都可验证；这里不显示原文。",
    ),
    "integrity_strip": ("The text, from beginning to end", "全文，从头到尾"),
    "integrity_other_edition": (
        "A text is attached, but it is not the edition that these places were laid on.",
        "已附上一份原文，但不是这些位置所依据的版本。",
    ),
    "integrity_unserved": ("Its words are not served.", "不提供原文语句。"),
    "proved": ("proved", "已验证"),
    "proved_means": ("The text has words of that hash there.", "原文该处文字与哈希相符。"),
    "unproved": ("unproved", "未验证"),
    "unproved_means": ("The text is not here to be compared with.", "没有原文可供核对。"),
    "untold": ("not told", "不予说明"),
    "untold_means": (
        "The text is not served, and somebody else than a pack laid this place: to tell would give words away.",
        "原文不公开，而此处并非由数据包标定：说明即会泄露文字。",
    ),
    "broken": ("broken", "不符"),
    "broken_means": ("The text has other words there, or ends before.", "原文该处文字不同，或原文已到结尾。"),
    "falls_ask": ("What would lose support if it fell", "假如它不成立，什么会失去支持"),
    "why": ("Why", "何以见得"),
    "why_lead": (
        "What is said for it, down to the figures and sources that it rests on in the end.",
        "支持它的理由，一直到最终所依据的数字与来源。",
    ),
    "why_nothing": ("Nothing is said for it.", "没有支持它的内容。"),
    "why_fails": ("fails: a premise rests on no figure and no source", "不成立：其中有前提没有数字或来源作依据"),
    "why_ends": ("What it rests on in the end", "最终依据"),
    "why_step": ("directly", "直接"),
    "why_steps": ("{} steps away", "隔{}步"),
    "against": ("Against", "有何反对"),
    "against_lead": (
        "What challenges, qualifies or undercuts it, and what does so to that.",
        "反对、限定或削弱它的内容，以及又反对这些的内容。",
    ),
    "against_nothing": ("Nothing is said against it.", "没有反对它的内容。"),
    "against_resting": ("What stands on what speaks against it", "以这些反对意见为据的"),
    "told_above": ("What bears on it is told above.", "支持或反对它的内容见上文。"),
    "told_deeper": ("There is more beneath it", "其下还有更多"),
    "all_as_data": ("There is more: all of it as data (JSON)", "还有更多：全部数据（JSON）"),
    "impact": ("If it falls", "假如它不成立"),
    "falls_title": ("If it falls", "假如它不成立"),
    "falls_short": ("Take it away, and no claim loses support.", "去掉它，没有主张失去支持。"),
    "falls_short_all": ("Take it away: {all} would lose all support.", "去掉它：{all}失去全部支持。"),
    "falls_short_some": (
        "Take it away: {some} would lose some support, and none would lose all.",
        "去掉它：{some}失去部分支持，没有失去全部支持的。",
    ),
    "falls_short_all_some": (
        "Take it away: {all} would lose all support, and {some} would lose some.",
        "去掉它：{all}失去全部支持，{some}失去部分支持。",
    ),
    "counted_claim": ("claim", "条主张"),
    "counted_statistic": ("figure", "个数字"),
    "falls_all_of": ("These lose all support", "失去全部支持"),
    "falls_some_of": ("These lose some support", "失去部分支持"),
    "falls_left": ("{} of {} reasons would still hold", "{1}条理由中还剩{0}条"),
    "falls_reviews": ("What became known of it", "后来所知"),
    "falls_rules": (
        (
            "A claim stands while one of its reasons holds. Linked premises are one reason, which needs all of them. "
            "Being attributed to somebody is not support."
        ),
        "只要有一条理由成立，主张就成立。须合在一起的前提算一条理由，缺一不可。归于某人不等于得到支持。",
    ),
    "falls_whole": ("All that would fall, in the order of the text", "会失去支持的全部内容（按原文次序）"),
    "changes": ("What changed", "近来的改动"),
    "changes_lead": (
        "Every change, the last first: what was done, by whom, when and why. Nothing that was ever said is lost.",
        "所有改动，最近的在前：改了什么，谁改的，何时，为何。说过的内容都不会丢失。",
    ),
    "changes_feed": ("Follow them in a feed reader (Atom)", "用阅读器订阅（Atom）"),
    "changes_earlier": ("Earlier", "更早"),
    "changes_of_it": ("What changed in it", "这篇文章的改动"),
    "only_of": ("Only of", "只看"),
    "made_by_pack": ("the pack {}", "数据包{}"),
    "made_by_key": ("{}, by a key", "{}（凭密钥）"),
    "versions_lead": (
        "Every state that it had, the last first. Each has an address that never changes.",
        "它有过的每一个状态，最近的在前。每一版都有永久不变的网址。",
    ),
    "diff": ("Compare versions", "版本比较"),
    "diff_title": ("Versions {} and {}", "第{}版与第{}版"),
    "diff_lead": ("What changed from version {} to version {}.", "从第{}版到第{}版的改动。"),
    "diff_first": ("What version {} says; nothing came before it.", "第{}版的内容，此前没有版本。"),
    "diff_nothing_before": ("Nothing yet", "尚无内容"),
    "diff_same": ("Nothing changed but the version.", "除版本号外没有改动。"),
    "diff_see": ("What changed", "有何改动"),
    "diff_turn": ("The other way round", "反过来比较"),
    "diff_from": ("From", "从"),
    "diff_to": ("To", "到"),
    "diff_button": ("Compare", "比较"),
    "reckoned": ("How this is reckoned", "如何推算"),
    "reckoned_more": ("Evidence and support", "证据与支持"),
    "named_by": ("Where else it is named", "还在何处提到它"),
    "named_hint": ("By these rules, these would not lose support with it.", "按这些规则，以下内容不随它失去支持。"),
    "named_attributed_to": ("Attributed to it", "归于它"),
    "named_inputs": ("Computed from it", "由它算出"),
    "named_condition_id": ("Restricted by it", "以它为限定"),
}
"""By key: English, and simplified Chinese."""
