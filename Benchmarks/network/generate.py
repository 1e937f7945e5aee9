#!/usr/bin/env python3
"""A network of N nodes and M ties with times of adoption in 10 periods, as CSV.

    generate.py --nodes 1000000 --ties 10000000 --out FOLDER [--seed 20261128]

Writes ties.csv (from,to) and nodes.csv (node,time; empty where it has not adopted). No random number library: every value is a
function of seed, stream and index (splitmix64). Half of the ties go to one of the next 100 nodes, the others anywhere; nodes of one
stretch of 100 adopt at about the same time, so that there is something to find. A few ties repeat another or go to their own node.
"""
import argparse
import os

import numpy as np

U64 = np.uint64


def mix(values):
    with np.errstate(over="ignore"):
        m = values * U64(0x9E3779B97F4A7C15) + U64(0x9E3779B97F4A7C15)
        m = (m ^ (m >> U64(30))) * U64(0xBF58476D1CE4E5B9)
        m = (m ^ (m >> U64(27))) * U64(0x94D049BB133111EB)
        return m ^ (m >> U64(31))


def stream(seed, number, index):
    with np.errstate(over="ignore"):
        return mix(index + mix(np.array([seed * 1000 + number], dtype=U64)))


def ties(nodes, first, count, seed):
    index = np.arange(first, first + count, dtype=U64)
    start = stream(seed, 1, index) % U64(nodes)
    draw = stream(seed, 2, index)
    far = draw >> U64(8)
    near = (start + U64(1) + far % U64(100)) % U64(nodes)
    return start, np.where(draw & U64(1) == 0, near, far % U64(nodes))


def times(nodes, seed):
    """The period of adoption of each node, 0 for those who have not adopted."""
    index = np.arange(nodes, dtype=U64)
    time = stream(seed, 3, index // U64(100)) % U64(10) + stream(seed, 4, index) % U64(5)
    return np.where(time > 11, 0, np.minimum(time, 9) + 1).astype(np.int64)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=1_000_000)
    parser.add_argument("--ties", type=int, default=10_000_000)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    with open(os.path.join(options.out, "ties.csv"), "w") as file:
        file.write("from,to\n")
        for first in range(0, options.ties, 1_000_000):
            start, end = ties(options.nodes, first, min(1_000_000, options.ties - first), options.seed)
            file.write("".join(f"n{a},n{b}\n" for a, b in zip(start.tolist(), end.tolist())))
    with open(os.path.join(options.out, "nodes.csv"), "w") as file:
        file.write("node,time\n")
        file.write("".join(f"n{i},{t or ''}\n" for i, t in enumerate(times(options.nodes, options.seed).tolist())))


if __name__ == "__main__":
    main()
