"""Prove that an installed wheel decides alone: run the command given, from an empty folder.

python -I .ci/check_wheel.py .../bin/advisor
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

SCHEMA, OPTIONS = 2, 6


def rule_files() -> set[str]:
    """Name the rule files that the installed distribution says it holds."""
    files = metadata.files("claim-or-pay") or ()
    return {Path(file).name for file in files if file.parts[:2] == ("advisor", "_policies")}


def answer(*command: str) -> str:
    """Return the standard output of `command`, which must succeed."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def main() -> None:
    """Decide the sample case by the installed command and look at what comes back."""
    advisor = sys.argv[1]
    if missing := {"deductible.toml", "surcharge_threshold.toml"} - rule_files():
        sys.exit(f"the wheel lacks rules: {missing}")
    decision = json.loads(answer(advisor, "decide", "--sample", "--json"))
    if decision["schema_version"] != SCHEMA or len(decision["options"]) != OPTIONS:
        sys.exit(f"no decision: {decision}")
    for language in ("ko", "en"):
        if not answer(advisor, "decide", "--sample", "--lang", language).strip():
            sys.exit(f"no text in {language}")
    print(advisor, "decides:", decision["verdict"])


if __name__ == "__main__":
    main()
