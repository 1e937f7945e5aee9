#!/usr/bin/env python3
"""Main figures of SampleData/osaamiskeskus, computed apart from Kaiku and apart from the generator.

    python3 SampleData/expected.py            write osaamiskeskus/EXPECTED.json
    python3 SampleData/expected.py --check    exit 1 if it differs

Standard library only. The files are read as an outsider would read them: the csv module, and zipfile + ElementTree for
XLSX. It shares no code with generate.py. Definitions stand beside each figure, here and as "…_definition" in the JSON.
Numbers that are not counts are rounded to 12 significant digits, so that the file is the same on every machine.

Conventions: the as-of date is 31.12.2023. Missing is missing, never zero: every mean, share or test states its n.
"virheellinen_ilmoittautuminen.csv" enters only what is under "faulty". Percentages are shares of 1.
"""

import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from expected_parts import (  # noqa: E402
    adoption, esf, network, opentext, participation, programme, spread, survey, survey_quality)
from expected_parts.reading import FOLDER, rows_per_file  # noqa: E402

TARGET = FOLDER / "EXPECTED.json"


def rounded(value):
    """Floats to 12 significant digits, throughout nested lists and dictionaries."""
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if isinstance(value, dict):
        return {str(key): rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(item) for item in value]
    return value


def figures() -> dict:
    return {
        "as_of": "2023-12-31",
        "rows_per_file": rows_per_file(),
        **programme.figures(),
        **survey.figures(),
        **survey_quality.figures(),
        **opentext.figures(),
        **adoption.figures(),
        **network.figures(),
        **spread.figures(),
        **participation.figures(),
        **esf.figures(),
    }


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        print("usage: expected.py [--check]", file=sys.stderr)
        return 2
    text = json.dumps(rounded(figures()), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if arguments:
        if not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text:
            print(f"{TARGET.name} differs from what the files give", file=sys.stderr)
            return 1
        return 0
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
