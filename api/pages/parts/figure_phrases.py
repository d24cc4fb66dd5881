"""What the pages of figures that are drawn say, in each language of the pages."""

FIGURE_PHRASES: dict[str, tuple[str, str]] = {
    "figures_of": ("Every figure, on its axis", "每个数字，都在轴上"),
    "figures_it": ("See its figures drawn, each on its axis", "看它的数字：逐一画在轴上"),
    "figures_lead": (
        (
            "A figure is the interval that its wording admits. Beneath it stand what it was computed from and what "
            "was found of it later."
        ),
        "数字就是措辞所容许的区间。其下是它由什么算出，以及后来的查证。",
    ),
    "figures_counted": ("{figures} figures of {measures} measures", "{measures}项指标，{figures}个数字"),
    "figures_cut": (
        "Drawn here are the first {shown} of {all}. A measure alone shows more of its own; all of them are in",
        "这里只画前{shown}个，共{all}个。单看一项指标可见其更多数字；全部见",
    ),
    "figures_reviewed": ("Which were checked since, and what was found", "哪些数字后来经过查证，结果如何"),
    "figures_none": ("This essay has no figures.", "这篇文章没有数字。"),
    "the_list": ("the list of figures", "数字列表"),
    "measures": ("Measures", "指标"),
    "all_measures": ("All measures", "全部指标"),
    "on_time_line": ("Dates that it gives", "文中的日期"),
    "when_others_hold": ("When its other figures hold", "其他数字所指的时间"),
    "need_no_axis": ("Exact and alone: no axis needed", "确切的单个数字：无须画轴"),
    "as_table": ("As a table", "表格"),
    "picture": ("Picture to cite", "可供引用的图"),
    "axis_from": ("An axis from {} to {}", "轴从{}到{}"),
    "axis_logarithmic": ("logarithmic", "对数轴"),
    "which_figure": ("Figure", "数字"),
    "it_agrees_short": ("agrees", "相符"),
    "it_differs_short": ("does not agree", "不符"),
    "end_included": ("included", "包含"),
    "end_excluded": ("excluded", "不包含"),
    "end_none": ("goes on for ever", "无界"),
    "end_wall": ("cannot go beyond", "不可能越过"),
    "end_read": ("read into a word such as “several”", "由“几”“左右”等词读出"),
    "mark_estimate": ("estimate", "估计"),
    "mark_forecast": ("forecast or potential", "预测或潜力"),
    "mark_recomputed": ("computed again", "重新计算"),
    "mark_confirms": ("a review confirms it", "查证认可"),
    "mark_corrects": ("a review has another", "查证另有所见"),
    "dataset_version": ("dataset version {}", "数据集第{}版"),
    "picture_says": ("as {} words it, and what reviews found", "依{}所述，附后来的查证"),
}
"""By key: English, and simplified Chinese."""
