#!/usr/bin/env python3
"""Times rebuilds by two catalogues in turn, whole and stage by stage, and prints medians and the difference of each round.

    measure.py --kaiku PROGRAM --folder FOLDER --runs 5 --size 1000000 --raw FILE

FOLDER holds the pipelines `plain` and `impact`, and `store`, whose store each run starts from. Wall is a monotonic clock from start to
reaping; processor seconds and peak memory are the operating system's account of the child. A stage begins when the program says
so on the terminal that it is given, and ends with the next one.
"""
import argparse
import json
import os
import pty
import re
import shutil
import statistics
import subprocess
import sys
import time

STAGES = ["before", "tabulating", "estimating", "protecting", "writing"]


def once(program, folder, store):
    for left in ("out", ".kaiku"):
        shutil.rmtree(os.path.join(folder, left), ignore_errors=True)
    shutil.copytree(store, os.path.join(folder, ".kaiku"))
    terminal, end = pty.openpty()
    start = time.monotonic()
    child = subprocess.Popen(
        [program, "run", os.path.join(folder, "pipeline.yaml")], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=end)
    os.close(end)
    begun, told = [("before", start)], b""
    while True:
        try:
            text = os.read(terminal, 4096)
        except OSError:  # the terminal's other end is closed
            break
        if not text:
            break
        told += text
        for stage in re.findall(rb"\r\x1b\[K(\w+)", text):
            if stage.decode() in STAGES:
                begun.append((stage.decode(), time.monotonic()))
    _, status, use = os.wait4(child.pid, 0)
    finish = time.monotonic()
    os.close(terminal)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{program} failed: {told.decode(errors='replace')[-2000:]}")
    stages = dict.fromkeys(STAGES, 0.0)
    for (stage, since), (_, until) in zip(begun, begun[1:] + [("", finish)]):
        stages[stage] += until - since
    with open(os.path.join(folder, "out", "results.json"), "rb") as file:
        figures = file.read().count(b'"breakdown":')
    return {"wall": finish - start, "cpu": use.ru_utime + use.ru_stime, "peak": use.ru_maxrss / 1024, "stages": stages, "figures": figures}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kaiku", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--raw", required=True)
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    store = os.path.join(options.folder, "store", ".kaiku")
    rows = {"plain": [], "impact": []}
    for run in range(options.runs + 1):  # the first is a warm-up
        for name, got in rows.items():
            measured = once(options.kaiku, os.path.join(options.folder, name), store)
            with open(options.raw, "a") as file:
                file.write(json.dumps({"size": options.size, "catalogue": name, "run": run} | measured) + "\n")
            if run:
                got.append(measured)
    print(f"\n{options.size:,} survey rows, median of {options.runs} rounds (min–max)\n")
    print("| catalogue | figures | s | processor s | peak MiB | " + " | ".join(STAGES) + " |")
    print("|---|---:|---:|---:|---:|" + "---:|" * len(STAGES))

    def line(name, figures, got):
        def span(values, digits=2):
            middle, least, greatest = statistics.median(values), min(values), max(values)
            return f"{middle:.{digits}f} ({least:.{digits}f}–{greatest:.{digits}f})"

        cells = [span([row["wall"] for row in got]), span([row["cpu"] for row in got]), span([row["peak"] for row in got], 0)]
        cells += [f"{statistics.median(row['stages'][stage] for row in got):.2f}" for stage in STAGES]
        print(f"| {name} | {figures:,} | {' | '.join(cells)} |", flush=True)

    for name, got in rows.items():
        line(name, got[0]["figures"], got)
    differences = [
        {key: impact[key] - plain[key] for key in ("wall", "cpu", "peak")}
        | {"stages": {stage: impact["stages"][stage] - plain["stages"][stage] for stage in STAGES}}
        for plain, impact in zip(rows["plain"], rows["impact"])]
    line("difference", rows["impact"][0]["figures"] - rows["plain"][0]["figures"], differences)


if __name__ == "__main__":
    main()
