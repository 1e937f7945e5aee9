#!/usr/bin/env python3
"""Times Kaiku's reading of a file against other readers of the same file, in turn, and prints medians.

    measure.py --kaiku PROGRAM --pipeline FILE --runs 5 --file FILE --peer NAME …

Kaiku's time is that of the whole process, from start to end: the file becomes typed, checked and pseudonymised columns in a
store. A peer's time is that of its reading alone, without starting Python and importing the library. Peak memory is the
operating system's account of each process.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def once(command):
    start = time.monotonic()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = child.stdout.read(), child.stderr.read()
    _, status, use = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{command[0]} failed: {err.decode(errors='replace')[-2000:]}")
    return {"wall": time.monotonic() - start, "cpu": use.ru_utime + use.ru_stime, "peak": use.ru_maxrss / 1024, "out": out}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kaiku", required=True)
    parser.add_argument("--pipeline", required=True)
    parser.add_argument("--file", required=True)
    parser.add_argument("--peer", action="append", required=True)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    folder = os.path.dirname(os.path.abspath(options.pipeline))
    rows = {name: [] for name in ["kaiku", *options.peer]}
    cells = {}
    for run in range(options.runs + 1):  # the first is a warm-up
        for name in rows:
            if name == "kaiku":
                for left in ("out", ".kaiku"):
                    shutil.rmtree(os.path.join(folder, left), ignore_errors=True)
                measured = once([options.kaiku, "run", options.pipeline, "--quiet"])
            else:
                measured = once([sys.executable, os.path.join(HERE, "peer.py"), name, options.file])
                told = json.loads(measured["out"])
                measured["wall"] = told["wall"]
                cells[name] = told["cells"]
            if run:
                rows[name].append(measured)
    size = os.path.getsize(options.file)
    number = next(iter(cells.values()))
    print(f"\n{os.path.basename(options.file)}: {size / 1e6:,.1f} MB, {number:,} cells, median of {options.runs} rounds\n")
    print("| reader | s (min–max) | million cells/s | ratio | peak MiB |")
    print("|---|---:|---:|---:|---:|")
    fastest = [min(rows[name][run]["wall"] for name in options.peer) for run in range(options.runs)]
    for name, got in rows.items():
        walls = [row["wall"] for row in got]
        middle = statistics.median(walls)
        ratio = statistics.median(wall / peer for wall, peer in zip(walls, fastest))
        print(
            f"| {name} | {middle:.2f} ({min(walls):.2f}–{max(walls):.2f}) | {number / middle / 1e6:.1f} | {ratio:.2f} | "
            f"{statistics.median(row['peak'] for row in got):.0f} |", flush=True)


if __name__ == "__main__":
    main()
