"""What the values of vocabularies of figures are called, in English and in Chinese."""

from collections.abc import Mapping

FIGURE_LABELS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "quantity": {
        "count": ("Count", "数目"),
        "share": ("Share", "占比"),
        "share-difference": ("Difference of shares", "占比之差"),
        "ratio": ("Ratio", "比率"),
        "money": ("Money", "金额"),
        "duration": ("Duration", "时长"),
        "rate": ("Rate", "速率"),
        "rank": ("Rank", "名次"),
        "ordinal": ("Ordinal", "序次"),
        "data-size": ("Size of data", "数据量"),
        "temperature": ("Temperature", "温度"),
        "temperature-difference": ("Difference of temperature", "温差"),
        "computation": ("Computation", "计算量"),
        "mass": ("Mass", "质量"),
        "length": ("Length", "长度"),
        "energy": ("Energy", "能量"),
        "date": ("Date", "日期"),
    },
    "mode": {
        "reported": ("Reported", "报道"),
        "estimate": ("Estimate", "估计"),
        "forecast": ("Forecast", "预测"),
        "potential": ("Potential", "潜力"),
        "threshold": ("Threshold", "门槛"),
        "definition": ("Definition", "定义"),
        "computed": ("Computed", "计算"),
        "rhetorical": ("Rhetorical", "修辞"),
    },
    "comparator": {
        "eq": ("Exactly", "恰为"),
        "approx": ("About", "约为"),
        "lt": ("Less than", "少于"),
        "le": ("At most", "至多"),
        "gt": ("More than", "多于"),
        "ge": ("At least", "至少"),
        "range": ("A range", "区间"),
    },
    "reading": {
        "about": ("“about”: ten per cent either way", "“约”“左右”：上下各一成"),
        "just-over": ("“just over”: beyond it, by a tenth at most", "“出头”：超出至多一成"),
        "approaching": ("“approaching”: short of it, by a tenth at most", "“接近”：不足至多一成"),
        "several": ("“several”: from two up to ten times", "“数”“几”：二至不足十"),
        "remainder": ("“-odd”: beyond it, by less than one in its last place", "“余”“多”：超出不足末位之一"),
        "magnitude": ("“of the order of”: from one up to ten times", "“级”“数以……计”：一至不足十倍"),
        "fraction": ("a fraction without an end as a decimal: from 40 digits to the next", "小数无尽的分数：取四十位"),
        "emphasis": ("“as much as”: emphasis only", "“高达”“只有”：仅为强调"),
    },
    "basis": {
        "stated": ("the wording", "措辞"),
        "domain": ("the nature of the quantity", "量的性质"),
        "reading": ("the published reading of vague wording", "对模糊措辞的公开解读规则"),
    },
}
"""By vocabulary and value."""
