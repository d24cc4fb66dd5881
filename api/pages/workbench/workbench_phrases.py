"""What the workbench says of an essay, its text and what is gathered, in each language of the pages."""

WORKBENCH_PHRASES: dict[str, tuple[str, str]] = {
    # What stands on the page without its scripts.
    "new_essay_lead": (
        "Paste a text, say what it is, confirm its outline. Then its claims, figures and sources are made beside it.",
        "粘贴原文，填写基本信息并确认大纲；随后即可在原文旁建立主张、数字与来源。",
    ),
    "no_script_title": ("The workbench needs its scripts", "工作台需要脚本"),
    "no_script": (
        "Nothing on this page runs without them. All that it does can be done through the API, which is documented at",
        "不启用脚本，此页无法使用。其全部功能都可通过 API 完成，文档见",
    ),
    "no_script_read": ("To read the essay, no script is needed.", "阅读文章不需要脚本。"),
    "insecure": (
        (
            "This page came over a connection that others can read, and an editor’s key is typed into it. Open it by "
            "https, or on the machine that serves it."
        ),
        "此页经由可被他人读取的连接传来，而在此需输入编辑密钥。请改用 https，或在提供服务的本机打开。",
    ),
    "editors_key": ("Editor’s key", "编辑密钥"),
    "key_hint": (
        "Kept in this page’s memory alone, until it is closed. Without one you can look and try, but not save.",
        "仅保存在此页的内存中，关闭即失。没有密钥也可以浏览和试做，但不能保存。",
    ),
    "use_key": ("Use it", "使用"),
    "undo": ("Undo", "撤销"),
    "redo": ("Redo", "重做"),
    "text_keys": (
        (
            "Select words with the mouse; or focus the text and press the arrow keys, with Shift to take more. Then C "
            "makes a claim, F a figure, S a source; Enter shows what stands there, N finds the next bare sentence."
        ),
        (
            "用鼠标选取文字；或聚焦原文后按方向键，按住 Shift 可多选。然后按 C 建立主张，F 数字，S 来源；"
            "Enter 查看此处已有的内容，N 跳到下一个尚无内容的句子。"
        ),
    ),
    "how_to_select": ("How to select words", "如何选取文字"),
    "next_bare": ("Next bare sentence", "下一个空白句"),
    "nothing_yet": (
        "Nothing stands here yet. Select words in the text to begin: what do they claim?",
        "尚无内容。请在原文中选取文字：它主张什么？",
    ),
    "desk": ("What stands in it", "已有内容"),
    # What the scripts say.
    "the_text": ("The text", "原文"),
    "sentence_lacks": ("Nothing stands on this sentence yet", "这一句尚无内容"),
    "coverage": ("{} of {} sentences have something on them", "共{1}句，其中{0}句已有内容"),
    "key_good": ("This key may write.", "此密钥可以写入。"),
    "key_refused": ("This key is not known here, or has ended.", "此密钥无效或已到期。"),
    "key_may_not": ("This key may read, but not write.", "此密钥只能读取，不能写入。"),
    "needs_key": (
        "Saving needs an editor’s key: type it at the top of the page.",
        "保存需要编辑密钥，请在页面上方输入。",
    ),
    "no_answer": (
        "The service does not answer. Nothing is lost here: try again.",
        "服务没有响应。此处内容未丢失，请重试。",
    ),
    "not_begun": ("What stands in the essay could not be read: {}", "无法读取文章内容：{}"),
    "figures_unread": ("Figures could not be looked for: {}", "无法查找数字：{}"),
    "figures_found": ("Figures found", "找到的数字"),
    "found_hint": (
        "Read from the words by rules, as far as you have scrolled. Nothing is kept unless you accept it.",
        "按规则从已浏览的原文中读出。未经接受不会保留。",
    ),
    "accept": ("Accept …", "接受…"),
    "dismiss": ("Dismiss", "忽略"),
    "show_it": ("Show in the text", "在原文中显示"),
    "make_claims": ("Claim", "主张"),
    "make_statistics": ("Figure", "数字"),
    "make_sources": ("Source", "来源"),
    "add_place": ("Add this place", "添加此处"),
    "place_added": ("The place is added.", "已添加此处。"),
    "changes": ("Changes to save", "待保存的更改"),
    "made": ("New {}:", "新{}："),
    "changed": ("{} changed:", "{}已改："),
    "withdrawn": ("{} withdrawn:", "{}撤回："),
    "undo_this": ("Take back", "收回"),
    "taken_with_it": ("Taken back, with {} that leaned on it.", "已收回，连同依赖它的{}项。"),
    "mend": ("Mend", "修正"),
    "reason": ("Why? Kept with each version; may be empty", "理由（随各版本保存，可留空）"),
    "save": ("Save all", "全部保存"),
    "saving": ("Saving …", "保存中…"),
    "saved": ("Saved: {} in all, as one.", "已保存：{}项更改，一并生效。"),
    "see_essay": ("See the essay as readers do", "查看读者所见的文章"),
    "not_saved_faults": ("Nothing is saved yet: {} to mend.", "尚未保存：有{}处需修正。"),
    "others_changed": (
        "Nothing is saved yet: somebody has changed what you change. Look at the difference.",
        "尚未保存：有人改动了同一记录。请查看差异。",
    ),
    "labelled": ("{}: {}", "{}：{}"),
    "see_difference": ("See the difference", "查看差异"),
    "merge": ("Somebody else changed it too", "他人也改动了它"),
    "merge_hint": (
        "It stands at version {} now. For each field that both changed, say what it shall be.",
        "它现在是第{}版。对双方都改动的每一项，请选定结果。",
    ),
    "merge_versions": ("All its versions", "全部版本"),
    "merge_mine": ("Yours", "你的"),
    "merge_theirs": ("Theirs", "对方的"),
    "merge_write": ("In words of your own:", "另写："),
    "merge_own": ("{}, in words of your own", "{}（另写）"),
    "merge_was": ("It was: {}", "原为：{}"),
    "merge_keep": ("Put together", "合并"),
    "merge_drop": ("Leave theirs", "保留对方的"),
    "merge_nothing": (
        "No field was changed by both: what you changed still fits.",
        "双方未改同一项，你的更改仍然适用。",
    ),
    "merged": ("Put together; save to keep it.", "已合并，保存后生效。"),
    "not_saved": ("not saved yet", "未保存"),
    "changed_here": ("changed here", "已在此更改"),
    "text_not_here": ("The text is not served here", "此处不提供原文"),
    "text_why": (
        (
            "Its author may keep the rights. Whoever runs the service can attach the text, and have texts that are not "
            "free served:"
        ),
        "作者可能保留权利。服务的运行者可以附上原文，并允许提供非自由文本：",
    ),
    "has_no_text": (
        "This essay has no text of its own: what is made here stands nowhere in one.",
        "这篇文章没有自己的原文：此处建立的内容不在任何原文中。",
    ),
    "text_by_key": ("Where it is attached, an editor’s key opens it:", "若已附上，可用编辑密钥打开："),
    "read_by_key": ("Read it with the key", "用密钥读取"),
    "text_own_copy": (
        "Or open a copy of your own. It stays in this page, and is compared with the hash of the essay.",
        "或打开你自己的副本。它只留在此页，并与文章的哈希比对。",
    ),
    "text_file": ("A file, in UTF-8", "文件（UTF-8）"),
    "paste_copy": ("Or paste it", "或粘贴"),
    "attach_it": ("Attach it to the essay too (needs a key)", "同时附到文章上（需要密钥）"),
    "open_copy": ("Open it", "打开"),
    "not_utf8": ("This file is not UTF-8 text.", "此文件不是 UTF-8 文本。"),
    "not_the_text": (
        "This is not the text of the essay, to the letter: it has {} characters, the essay {}.",
        "这与文章原文不完全一致：它有{}个字符，原文有{}个。",
    ),
    # A new essay.
    "paste_text": ("The text", "原文"),
    "paste_hint": (
        "Plain text, a paragraph on each line; headings on lines of their own.",
        "纯文本，一段一行；标题独占一行。",
    ),
    "or_file": ("Or a file, in UTF-8", "或选择文件（UTF-8）"),
    "title": ("Title", "标题"),
    "language_of_text": ("Its language", "语言"),
    "another_language": ("another language", "其他语言"),
    "language_tag": ("Its tag", "语言标签"),
    "language_tag_hint": ("As in BCP 47: de, fr, zh-Hant", "BCP 47，如 de、fr、zh-Hant"),
    "written_by": ("Who wrote it", "作者"),
    "published": ("When it was published", "发表时间"),
    "licence": ("Licence of the text", "原文许可"),
    "licence_hint": (
        "As SPDX names it: CC0-1.0, CC-BY-4.0. Empty where its author keeps all rights.",
        "SPDX 名称：CC0-1.0、CC-BY-4.0。作者保留权利则留空。",
    ),
    "essay_id": ("Its id", "标识"),
    "essay_id_hint": (
        "Author and year (nd without one), such as moss2026; for good. The ids of all that stands in it begin so.",
        "作者加年份，如 moss2026；定后不改，其下记录皆以此开头。",
    ),
    "find_outline": ("Find its outline", "查找大纲"),
    "outline_title": ("Its outline", "大纲"),
    "outline_hint": (
        "A section begins with each of these lines. Correct what they are called; say in a sentence what each says.",
        "每行开始一个章节。请改正名称，并用一句话说明内容。",
    ),
    "section_title": ("Title of the section", "章节标题"),
    "section_summary": ("What it says, in a sentence", "一句话概括"),
    "section_level": ("Depth", "层级"),
    "level": ("Level {}", "第{}级"),
    "no_section": ("No section", "不是章节"),
    "begin_section": ("Begin a section at another line", "从另一行开始章节"),
    "make_essay": ("Make the essay", "建立文章"),
    "essay_made": ("The essay is made. Now select words in its text.", "文章已建立。请在原文中选取文字。"),
    "not_attached": (
        "The essay is made, but its text could not be attached ({}). It stays in this page until you close it.",
        "文章已建立，但原文未能附上（{}）。它会留在此页，直到关闭。",
    ),
    "no_words": ("There are no words in it.", "其中没有文字。"),
    "no_text": ("This is no text: it has characters that cannot be kept.", "这不是文本：含有无法保存的字符。"),
    "say_the_author": ("Say who wrote it.", "请填写作者。"),
    "say_the_language": ("Say which language it is in.", "请填写语言。"),
}
"""By key: English, and simplified Chinese; `{}` is what is told."""
