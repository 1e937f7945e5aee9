#!/usr/bin/env python3
"""Times `kaiku estimate` and the peers on a network, compares their figures and prints a table.

    measure.py --folder FOLDER --replicates 99 --raw FILE [--runs 3] [--python PYTHON] [--kaiku PROGRAM] [--peer scipy …]

Each method of Kaiku is a process of its own, which reads both files; a peer is one process for all of them, which says how long each part
took. Wall is a monotonic clock from start to reaping; processor seconds and peak memory are the operating system's account of the child.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

METHODS = ["exposure", "threshold", "infectiousness", "susceptibility", "moran", "structure-dependence"]


def once(command):
    with tempfile.TemporaryFile() as output:
        start = time.monotonic()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output)
        _, status, use = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    if child.returncode:
        sys.exit(f"{' '.join(command)} failed with {child.returncode}")
    return {"wall": wall, "cpu": use.ru_utime + use.ru_stime, "peak": use.ru_maxrss / 1024}, json.loads(text)


def compare(kaiku, peer, name):
    values = {method: found["values"] for method, found in kaiku.items()}
    pairs = [(values["threshold"]["mean"], peer["mean_threshold"]), (values["moran"]["observed"], peer["moran"])]
    pairs += [(values["exposure"][f"mean_exposure_{i + 1}"], value) for i, value in enumerate(peer["mean_exposure"])]
    worst = max(abs(a - b) / max(1e-12, abs(b)) for a, b in pairs)
    print(f"{name}: {len(pairs)} figures agree to {worst:.1e}", flush=True)
    if worst > 1e-9:
        sys.exit("the figures differ")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--raw", required=True)
    parser.add_argument("--kaiku", required=True)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--peer", action="append", default=[])
    parser.add_argument("--replicates", type=int, default=99)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    files = [os.path.join(options.folder, "ties.csv"), "--nodes", os.path.join(options.folder, "nodes.csv"), "--format", "json"]
    rows, answers = {}, {}

    def note(name, run, measured):
        rows.setdefault(name, []).append(measured)
        with open(options.raw, "a") as file:
            file.write(json.dumps({"program": name, "run": run} | measured) + "\n")

    for run in range(options.runs):
        for method in METHODS:
            draws = ["--replicates", str(options.replicates)] if method in ("moran", "structure-dependence") else []
            measured, answers[method] = once([options.kaiku, "estimate", method] + files + draws)
            note(f"kaiku {method}", run, measured)
        for peer in options.peer:
            script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peer.py")
            measured, found = once([options.python, script, peer, options.folder, "--replicates", str(options.replicates)])
            note(peer, run, measured | {"seconds": found["seconds"]})
            compare(answers, found, peer)
    print("\n| program | s | processor s | peak MiB | parts, s |\n|---|---:|---:|---:|---|")
    for name, got in rows.items():
        wall, cpu, peak = (statistics.median(row[key] for row in got) for key in ("wall", "cpu", "peak"))
        parts = ", ".join(
            f"{part} {statistics.median(row['seconds'][part] for row in got):.1f}" for part in got[0].get("seconds", {}))
        print(f"| {name} | {wall:.1f} | {cpu:.1f} | {peak:.0f} | {parts} |")


if __name__ == "__main__":
    main()
