"""Write `lunju/problems.py` of the service's kinds of error: `python clients/python/generate_problems.py`."""

from pathlib import Path
from textwrap import wrap

from api.core.http.problem_types import PROBLEM_TYPES, ProblemType

TARGET = Path(__file__).parent / "lunju" / "problems.py"
_HEAD = '''\
"""Each kind of error as a class of its own, by the names of `/problems`.

Written by `generate_problems.py`, not by hand.
"""

from lunju.errors import LunjuError
'''


def problems_module() -> str:
    """Return the text of `lunju/problems.py`."""
    return "\n\n\n".join([_HEAD.rstrip(), *map(_class, PROBLEM_TYPES.values())]) + "\n"


def _class(kind: ProblemType) -> str:
    name = "".join(part.capitalize() for part in kind.slug.split("-")).removesuffix("Error") + "Error"
    remedy = "\n".join(f"    {line}" for line in wrap(kind.remedy, 116, break_long_words=False, break_on_hyphens=False))
    return f'''\
class {name}(LunjuError, kind="{kind.slug}"):
    """{kind.title} ({kind.status.value}).

{remedy}
    """'''


if __name__ == "__main__":
    TARGET.write_text(problems_module(), encoding="utf-8")
