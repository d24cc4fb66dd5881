"""Write `src/schema.ts` and `src/problem-kinds.ts` from the service: `python clients/typescript/generate_schema.py`.

`openapi-typescript`, of `npm install` in this folder or of the folder that is named, makes the types of the OpenAPI
document. A test compares, so that the types cannot drift from the service.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from api.app import create_app
from api.core.http.problem_types import PROBLEM_TYPES
from api.settings import Settings

HERE = Path(__file__).parent
SOURCES = HERE / "src"
_HEAD = "/* Written by `generate_schema.py`, not by hand. */\n"


def schema_module(tools: Path) -> str:
    """Return the text of `schema.ts`.

    Args:
        tools: the folder in which `openapi-typescript` is installed.
    """
    document = create_app(Settings(public_url="")).openapi()
    with tempfile.TemporaryDirectory() as folder:
        read, written = Path(folder) / "openapi.json", Path(folder) / "schema.ts"
        read.write_text(json.dumps(document), encoding="utf-8")
        program = [
            shutil.which("node") or "node",
            str(tools / "node_modules" / "openapi-typescript" / "bin" / "cli.js"),
        ]
        command = [*program, str(read), "--output", str(written), "--default-non-nullable=false"]
        subprocess.run(command, check=True, capture_output=True, cwd=tools)  # noqa: S603 - our own arguments
        return _HEAD + written.read_text(encoding="utf-8")


def kinds_module() -> str:
    """Return the text of `problem-kinds.ts`."""
    kinds = "\n".join(f'  | "{kind}"' for kind in sorted(PROBLEM_TYPES))
    return (
        f"{_HEAD}\n/** Which errors there are, as `/problems` describes them. */\nexport type ProblemKind =\n{kinds};\n"
    )


if __name__ == "__main__":
    where = Path(sys.argv[1] if len(sys.argv) > 1 else HERE).resolve()
    (SOURCES / "schema.ts").write_text(schema_module(where), encoding="utf-8")
    (SOURCES / "problem-kinds.ts").write_text(kinds_module(), encoding="utf-8")
