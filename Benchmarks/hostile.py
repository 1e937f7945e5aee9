"""Files that are too large to test with every change: makes each, lets kaiku inspect it, and measures.

    Benchmarks/hostile.py [--kaiku .build/release/kaiku] [--work FOLDER] [CASE...]

Prints for each case the exit status, seconds, peak memory and the first line of what kaiku says. It fails when a case takes more memory than
--limit (300 MiB), or ends by a signal. The largest file has 2 GiB; files are removed again.
"""

import argparse
import gzip
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import zipfile

MEBI = 1 << 20
REPORTS = pathlib.Path(__file__).resolve().parent.parent / "Reports"


def repeated(path, start, piece, size, end=b""):
    with open(path, "wb") as file:
        file.write(start)
        block = piece * max(1, MEBI // len(piece))
        written = 0
        while written < size:
            file.write(block)
            written += len(block)
        file.write(end)


def unbalanced_quote(folder):
    path = folder / "unbalanced-quote.csv"
    repeated(path, b"a,b\n", b"some text,1\n", 1 << 30, b'"never closed,2\nlast,3\n')
    return path


def quote_in_the_middle(folder):
    path = folder / "quote-in-the-middle.csv"
    repeated(path, b'a,b\nx,1\n"never closed,2\n', b"some text,1\n", 1 << 30)
    return path


def one_cell(folder):
    path = folder / "one-cell.csv"
    repeated(path, b"a,b\n", b"x", 2 << 30)
    return path


def one_quoted_cell(folder):
    path = folder / "one-quoted-cell.csv"
    repeated(path, b'a,b\n"', b"x", 2 << 30, b'",1\n')
    return path


def zeros(folder):
    """Nothing is stored for it: a hole of 4 GiB."""
    path = folder / "zeros.csv"
    with open(path, "wb") as file:
        file.write(b"a,b\n1,2\n")
        file.truncate(4 << 30)
    return path


def million_columns(folder):
    path = folder / "million-columns.csv"
    path.write_bytes(b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n" + b",".join([b"1"] * 1_000_000) + b"\n")
    return path


def gzip_bomb(folder):
    path = folder / "bomb.csv.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        file.write(b"a,b\n")
        for _ in range(2048):
            file.write(b"\n" * MEBI)
    return path


def zip_part(name, pieces):
    def make(folder):
        path = folder / name
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(
                "_rels/.rels",
                f'<Relationships xmlns="{package}"><Relationship Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            )
            archive.writestr(
                "xl/_rels/workbook.xml.rels",
                f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            )
            archive.writestr(
                "xl/workbook.xml",
                f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
            )
            with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
                part.write(f'<worksheet xmlns="{main}"><sheetData><row><c t="str"><v>a</v></c></row>'.encode())
                for piece in pieces():
                    part.write(piece)
                part.write(b"</sheetData></worksheet>")
        return path

    return make


def two_gibibytes_of_text():
    yield b'<row><c t="str"><v>'
    for _ in range(2048):
        yield b"x" * MEBI
    yield b"</v></c></row>"


def two_gibibytes_of_blanks():
    for _ in range(2048):
        yield b" " * MEBI


CASES = {
    "unbalanced-quote": unbalanced_quote,
    "quote-in-the-middle": quote_in_the_middle,
    "one-cell": one_cell,
    "one-quoted-cell": one_quoted_cell,
    "zeros": zeros,
    "million-columns": million_columns,
    "gzip-bomb": gzip_bomb,
    "xlsx-cell": zip_part("cell.xlsx", two_gibibytes_of_text),
    "xlsx-bomb": zip_part("bomb.xlsx", two_gibibytes_of_blanks),
}

MAPPING = """kaiku: 1
record: activity
format: {separator: ","}
columns:
  date: {constant: "2024-01-01"}
  channel: {constant: news}
  a: {from: a, type: text-length}
"""


def command(kaiku, work, path):
    """A run rather than an inspection, since only a run reads to the end."""
    (work / "mapping.yaml").write_text(MAPPING.replace('format: {separator: ","}\n', "" if path.suffix == ".xlsx" else 'format: {separator: ","}\n'))
    (work / "catalogue.yaml").write_text(
        "kaiku: 1\nindicators:\n  - code: rows\n    titles: {en: Rows}\n    definition: {en: Rows.}\n    unit: items\n"
        "    population: none\n    calculation: {kind: count, table: activity}\n"
    )
    (work / "report.yaml").write_text((REPORTS / "data-quality.yaml").read_text())
    (work / "pipeline.yaml").write_text(
        "kaiku: 1\npipeline: hostile\nperiod: {from: 2024-01-01, to: 2024-12-31}\nas-of: 2024-12-31\nlanguages: [en]\noutput: out\n"
        f"sources:\n  - {{id: file, titles: {{en: File}}, mapping: mapping.yaml, files: ['{path.name}']}}\ncatalogue: [catalogue.yaml]\nreports: [report.yaml]\n"
    )
    return [kaiku, "inspect", str(path)], [kaiku, "run", str(work / "pipeline.yaml")]


def made(case, work):
    """The case's file, made by a process of its own: a child's peak would begin with what this one has."""
    process = os.fork()
    if process == 0:
        CASES[case](work)
        os._exit(0)
    if os.waitpid(process, 0)[1] != 0:
        sys.exit(f"{case} could not be made")
    return next(path for path in work.iterdir() if path.suffix in (".csv", ".gz", ".xlsx"))


def measured(arguments):
    start = time.monotonic()
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    lines = [line for line in said.splitlines() if line.strip()]
    worst = next((line for line in lines if line.startswith("error")), lines[0] if lines else "")
    return process.returncode, time.monotonic() - start, usage.ru_maxrss / 1024, worst


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"of {', '.join(CASES)}; all when left out")
    parser.add_argument("--kaiku", default=".build/release/kaiku")
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--limit", type=float, default=300, help="MiB of memory that no case may exceed")
    options = parser.parse_args()
    failed = False
    print("| case | file MiB | command | status | s | peak MiB | what it says |\n| --- | ---: | --- | ---: | ---: | ---: | --- |")
    with tempfile.TemporaryDirectory(dir=options.work) as name:
        # Locales and templates are looked for beside the pipeline's folder.
        (pathlib.Path(name) / "Reports").symlink_to(REPORTS)
        work = pathlib.Path(name) / "work"
        work.mkdir()
        for case in options.cases or CASES:
            path = made(case, work)
            for arguments in command(options.kaiku, work, path):
                status, seconds, memory, said = measured(arguments)
                said = said.replace(str(work) + "/", "").replace("|", "\\|")[:110]
                print(f"| {case} | {path.stat().st_size / MEBI:.0f} | {arguments[1]} | {status} | {seconds:.1f} | {memory:.0f} | {said} |", flush=True)
                failed = failed or status < 0 or memory > options.limit
            path.unlink()
    sys.exit(1 if failed else 0)


main()
