#!/usr/bin/env python3
"""Writes SampleData/osaamiskeskus: the invented pilot year that Kaiku's own pipeline reads.

    python3 SampleData/generate.py            write the files
    python3 SampleData/generate.py --check    exit 1 if a file differs from what would be written

Python 3.11 or later, standard library only; the bytes are the same on every machine. What the files hold is described
in README.md beside this script; EXPECTED.json is written by expected.py, which reads the files as an outsider would.
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True

from generator.core import core  # noqa: E402
from generator.events import programme  # noqa: E402
from generator.innovations import library  # noqa: E402
from generator.management import management  # noqa: E402
from generator.opentext import opentext  # noqa: E402
from generator.organisations import register  # noqa: E402
from generator.participants import participants  # noqa: E402
from generator.partners import partners  # noqa: E402
from generator.reported import reported  # noqa: E402
from generator.survey import survey  # noqa: E402

FOLDER = Path(__file__).resolve().parent / "osaamiskeskus"
NOT_OURS = {"EXPECTED.json"}


def files() -> dict[str, bytes]:
    result: dict[str, bytes] = {}
    for part in (programme, register, library, core, partners, survey, opentext, participants, management,
                 reported):
        result.update(part())
    return result


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        print("usage: generate.py [--check]", file=sys.stderr)
        return 2
    wanted = files()
    if arguments:
        present = {path.name for path in FOLDER.iterdir()} if FOLDER.is_dir() else set()
        wrong = [f"{name}: missing" for name in sorted(wanted) if name not in present]
        wrong += [f"{name}: differs" for name in sorted(wanted)
                  if name in present and (FOLDER / name).read_bytes() != wanted[name]]
        wrong += [f"{name}: not written by this script" for name in sorted(present - set(wanted) - NOT_OURS)]
        for line in wrong:
            print(line, file=sys.stderr)
        return 1 if wrong else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in sorted(wanted.items()):
        (FOLDER / name).write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
