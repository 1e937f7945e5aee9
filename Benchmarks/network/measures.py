#!/usr/bin/env python3
"""Times `kaiku estimate network` and igraph on the measures of one undirected network, and compares what they find.

    measures.py --folder FOLDER [--runs 3] --kaiku PROGRAM

FOLDER holds ties.csv and nodes.csv of generate.py. Kaiku is one process that reads both files and gives all its measures; igraph is asked in this
process, and says how long reading (by pandas, into numbers) and each measure took. Wall is a monotonic clock.
"""
import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time


def clocked(parts, name, work):
    start = time.monotonic()
    result = work()
    parts[name] = time.monotonic() - start
    return result


def peer(folder):
    """What igraph finds, and the seconds of each part."""
    import igraph
    import numpy
    import pandas

    parts = {}

    def read():
        ties = pandas.read_csv(os.path.join(folder, "ties.csv"))
        nodes = pandas.read_csv(os.path.join(folder, "nodes.csv"))
        number = {name: place for place, name in enumerate(nodes.node)}
        ends = ties["from"].map(number).to_numpy(numpy.int64), ties["to"].map(number).to_numpy(numpy.int64)
        return len(nodes), numpy.column_stack(ends)

    count, edges = clocked(parts, "reading", read)

    def build():
        graph = igraph.Graph(n=count, edges=edges, directed=False)
        graph.simplify()
        return graph

    graph = clocked(parts, "building", build)
    found = {"n": graph.vcount(), "ties": graph.ecount()}
    found["density"] = clocked(parts, "density", graph.density)
    sizes = clocked(parts, "components", lambda: graph.connected_components().sizes())
    found["components"], found["largest_component_share"] = len(sizes), max(sizes) / count
    found["transitivity"] = clocked(parts, "transitivity", lambda: graph.transitivity_undirected(mode="zero"))
    local = clocked(parts, "local clustering", lambda: graph.transitivity_local_undirected(mode="zero"))
    found["clustering_mean"] = sum(local) / count
    found["degree_assortativity"] = clocked(
        parts, "assortativity", lambda: graph.assortativity_degree(directed=False))

    def walk():
        # As many sources as Kaiku takes; another sample, so that the means agree nearly.
        sources = random.Random(1).sample(range(count), min(count, max(1, 2_000_000_000 // (count + 2 * graph.ecount()))))
        total = pairs = 0
        for source in sources:
            steps = numpy.array(graph.distances(source=source)[0])
            reached = steps[numpy.isfinite(steps) & (steps > 0)]
            total, pairs = total + reached.sum(), pairs + reached.size
        return total / pairs

    parts["mean distance found"] = clocked(parts, "distances", walk)
    return found, parts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--kaiku", required=True)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    command = [
        options.kaiku, "estimate", "network", os.path.join(options.folder, "ties.csv"), "--nodes",
        os.path.join(options.folder, "nodes.csv"), "--undirected", "--format", "json"]
    ours, theirs = [], []
    for _ in range(options.runs):
        start = time.monotonic()
        done = subprocess.run(command, capture_output=True, check=True)
        ours.append(time.monotonic() - start)
        # The first child is the largest: ours is the only program that is started.
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        values = json.loads(done.stdout)["values"]
        found, parts = peer(options.folder)
        theirs.append(parts)
        apart = abs(parts.pop("mean distance found") / values["mean_distance"] - 1)
        worst = 0.0
        for name, wanted in found.items():
            if name not in values or values[name] is None:
                sys.exit(f"kaiku does not tell {name}")
            worst = max(worst, abs(values[name] - wanted) / max(1e-12, abs(wanted)))
        print(f"{len(found)} figures agree to {worst:.1e}", flush=True)
        if worst > 1e-9 or apart > 0.01:
            sys.exit(f"the figures differ; mean distances by {apart:.1e}")
    print(f"kaiku estimate network: {statistics.median(ours):.1f} s, {peak:.0f} MiB")
    for name in theirs[0]:
        print(f"igraph {name}: {statistics.median(part[name] for part in theirs):.1f} s")
    print(f"igraph in all: {statistics.median(sum(part.values()) for part in theirs):.1f} s, "
          f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
