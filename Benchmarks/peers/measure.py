#!/usr/bin/env python3
"""Time the peers in turn (A B C A B C ...), whole process from outside, and print medians.

    measure.py --data FOLDER --work FOLDER --runs 5 --size 1000000 [--size ...] [--peer NAME ...] [--extra NAME='COMMAND {in} {out} {phases} {size}']
            [--before NAME='COMMAND {size}']

FOLDER/<size>/ holds the inputs. Wall: monotonic clock around start and reap. Processor seconds and peak memory: the
operating system's account of the reaped child and of what it waited for (wait4). Phases: what the peer wrote itself;
"other" is the rest of the wall time (start-up, imports, exit). All raw rows go to WORK/raw.jsonl.
On a shared machine: "busy" is how many cores other programs used during a run; --calm 0.2 repeats a run that had more.
Another pipeline joins with --extra, so that old and new run interleaved on the same machine state; --before runs a command
ahead of each of its runs, untimed: one that removes what the last run has left.
"""
import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
py = lambda script, *options: [sys.executable, os.path.join(HERE, script), "--in", "{in}", "--out", "{out}", "--phases", "{phases}", *options]
PEERS = {
    "pandas": py("peer_pandas.py"),
    "polars": py("peer_polars.py", "--mode", "eager"),
    "polars-lazy": py("peer_polars.py", "--mode", "lazy"),
    "polars-svg": py("peer_polars.py", "--mode", "eager", "--charts", "svg"),
    "duckdb": py("peer_duckdb.py"),
    "r": ["Rscript", os.path.join(HERE, "peer_r.R"), "--in", "{in}", "--out", "{out}", "--phases", "{phases}"],
}
PHASES = ["read", "compute", "xlsx", "html", "other"]


def busy_seconds():
    """Processor seconds the whole machine has spent on anything (Linux)."""
    try:
        with open("/proc/stat") as f:
            v = list(map(int, f.readline().split()[1:]))
    except OSError:
        return None
    return (sum(v[:8]) - v[3] - v[4]) / os.sysconf("SC_CLK_TCK")


def wait_for_calm(limit, patience=60.0):
    end = time.monotonic() + patience
    while limit is not None and time.monotonic() < end:
        before, start = busy_seconds(), time.monotonic()
        time.sleep(1)
        if before is None or (busy_seconds() - before) / (time.monotonic() - start) <= limit:
            return


def once(command, places, env):
    argv = [part.format(**places) for part in command]
    if os.path.exists(places["phases"]):
        os.remove(places["phases"])
    machine, start = busy_seconds(), time.monotonic()
    child = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env)
    err = child.stderr.read()
    _, status, use = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    row = {"wall": wall, "cpu": use.ru_utime + use.ru_stime, "peak_mib": use.ru_maxrss / 1024, "exit": child.returncode, "phases": {}}
    row["busy"] = max(0.0, busy_seconds() - machine - row["cpu"]) / wall if machine is not None else None
    if child.returncode:
        row["error"] = err.decode(errors="replace")[-400:]
    elif os.path.exists(places["phases"]):
        with open(places["phases"]) as f:
            row["phases"] = json.load(f)
        row["phases"]["other"] = {k: max(0.0, row[k] - sum(p[k] for p in row["phases"].values())) for k in ("wall", "cpu")}
    return row


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", required=True)
    ap.add_argument("--work", required=True)
    ap.add_argument("--size", type=int, action="append", required=True)
    ap.add_argument("--runs", type=int, default=5)
    ap.add_argument("--peer", action="append", choices=list(PEERS))
    ap.add_argument("--calm", type=float, help="repeat a run during which other programs used more cores than this (at most 8 times)")
    ap.add_argument("--before", action="append", default=[], metavar="NAME=COMMAND")
    ap.add_argument("--extra", action="append", default=[], metavar="NAME=COMMAND")
    a = ap.parse_args()
    peers = {p: PEERS[p] for p in a.peer or PEERS}
    for text in a.extra:
        name, _, command = text.partition("=")
        peers[name] = shlex.split(command)
    before = {name: shlex.split(command) for name, _, command in (text.partition("=") for text in a.before)}
    os.makedirs(a.work, exist_ok=True)
    env = dict(os.environ, LC_ALL="C.UTF-8", OMP_WAIT_POLICY="passive", PYTHONDONTWRITEBYTECODE="")
    for size in a.size:
        rows = {name: [] for name in peers}
        for run in range(a.runs + 1):  # the first is a warm-up
            for name, command in peers.items():
                out = os.path.join(a.work, f"{name}-{size}")
                os.makedirs(out, exist_ok=True)
                places = {"in": os.path.join(a.data, str(size)), "out": out, "phases": os.path.join(a.work, f"{name}.phases.json"),
                          "size": size}
                for attempt in range(8 if run and a.calm is not None else 1):
                    if name in before:
                        subprocess.run([part.format(**places) for part in before[name]], check=True, env=env)
                    wait_for_calm(a.calm)
                    row = once(command, places, env) | {"peer": name, "size": size, "run": run, "attempt": attempt}
                    with open(os.path.join(a.work, "raw.jsonl"), "a") as f:
                        f.write(json.dumps(row) + "\n")
                    if a.calm is None or row["busy"] is None or row["busy"] <= a.calm:
                        break
                if run:
                    rows[name].append(row)
        print(f"\n{size:,} survey rows, median of {a.runs} (min to max)\n")
        print("| peer | wall s | cpu s | peak MiB | " + " | ".join(p + " wall/cpu" for p in PHASES) + " | busy |")
        print("|---|---|---|---|" + "---|" * len(PHASES) + "---|")
        for name, got in rows.items():
            good = [r for r in got if r["exit"] == 0]
            if not good:
                print(f"| {name} | failed: {got[-1].get('error', '')[-120:]!r} |")
                continue
            mid = lambda key: statistics.median(r[key] for r in good)
            span = f"{mid('wall'):.2f} ({min(r['wall'] for r in good):.2f}–{max(r['wall'] for r in good):.2f})"
            cells = []
            for p in PHASES:
                values = [(r["phases"][p]["wall"], r["phases"][p]["cpu"]) for r in good if p in r["phases"]]
                cells.append(f"{statistics.median(v[0] for v in values):.2f} / {statistics.median(v[1] for v in values):.2f}" if values else "–")
            busy = "–" if good[0]["busy"] is None else f"{mid('busy'):.2f}"
            name += f" (only {len(good)} of {len(got)} runs ended well)" if len(good) < len(got) else ""
            print(f"| {name} | {span} | {mid('cpu'):.2f} | {mid('peak_mib'):.0f} | {' | '.join(cells)} | {busy} |", flush=True)


if __name__ == "__main__":
    main()
