#!/usr/bin/env python3
"""The same exposure, thresholds, Moran's I and tests from the same files with another program, as JSON.

    peer.py scipy|igraph FOLDER [--replicates 99] [--only exposure,moran,permutation,structure]

scipy: sparse matrices of SciPy. igraph: python-igraph for the network and its degree-preserving rewiring (`rewire`, 10 attempts for each
tie), NumPy over its ties for the rest. Both read with pandas, without text: the n of the names is cut off while reading.
"""
import argparse
import json
import os
import time

import numpy as np


def read(folder):
    import pandas
    ties = pandas.read_csv(os.path.join(folder, "ties.csv"))
    nodes = pandas.read_csv(os.path.join(folder, "nodes.csv"))
    number = {name: i for i, name in enumerate(nodes.node)}
    start = ties["from"].map(number).to_numpy(np.int64)
    end = ties["to"].map(number).to_numpy(np.int64)
    return start, end, nodes.time.fillna(99).to_numpy(np.int64)


def matrix(start, end, count):
    from scipy import sparse
    keep = start != end
    found = sparse.csr_matrix((np.ones(keep.sum()), (start[keep], end[keep])), shape=(count, count))
    found.data[:] = 1  # ties that repeat another were added up
    return found


def measures(adjacency, times, only, replicates, rewired):
    count = len(times)
    degree = np.asarray(adjacency.sum(axis=1)).ravel()
    inverse = np.where(degree > 0, 1 / np.maximum(degree, 1), 0)
    result, clock = {}, {}

    def lap(name, since):
        clock[name] = time.monotonic() - since

    def thresholds(adjacency):
        found = np.full(count, np.nan)
        for period in range(1, 11):
            exposure = adjacency @ (times <= period).astype(float) * inverse
            found[times == period] = exposure[times == period]
        return found

    if "exposure" in only:
        since = time.monotonic()
        result["mean_exposure"] = [
            float((adjacency @ (times <= period).astype(float) * inverse).mean()) for period in range(1, 11)]
        lap("exposure", since)
        since = time.monotonic()
        result["mean_threshold"] = float(np.nanmean(thresholds(adjacency)))
        lap("threshold", since)
    adopted = times < 99
    part = adjacency[adopted][:, adopted] if "moran" in only or "permutation" in only else None
    if part is not None:
        since = time.monotonic()
        own = np.asarray(part.sum(axis=1)).ravel()
        weight = np.where(own > 0, 1 / np.maximum(own, 1), 0)
        values = times[adopted].astype(float)
        z = values - values.mean()

        def moran(z):
            return len(z) / (own > 0).sum() * float(z @ ((part @ z) * weight)) / float(z @ z)

        observed = moran(z)
        result["moran"] = observed
        lap("moran", since)
    if "permutation" in only:
        since = time.monotonic()
        generator = np.random.default_rng(1)
        expected = -1 / (len(z) - 1)
        further = sum(abs(moran(generator.permutation(z)) - expected) >= abs(observed - expected) for _ in range(replicates))
        result["permutation_p"] = (1 + further) / (replicates + 1)
        lap("permutation", since)
    if "structure" in only:
        since = time.monotonic()
        observed = float(np.nanmean(thresholds(adjacency)))
        drawn = np.array([float(np.nanmean(thresholds(rewired(number)))) for number in range(replicates)])
        result["rewired_threshold"] = float(drawn.mean())
        tail = min((drawn <= observed).sum(), (drawn >= observed).sum())
        result["threshold_p"] = min(1, 2 * (1 + int(tail)) / (replicates + 1))
        lap("structure", since)
    return result, clock


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer", choices=["scipy", "igraph"])
    parser.add_argument("folder")
    parser.add_argument("--replicates", type=int, default=99)
    parser.add_argument("--only", default="exposure,moran,permutation,structure")
    options = parser.parse_args()
    since = time.monotonic()
    start, end, times = read(options.folder)
    reading = time.monotonic() - since
    since = time.monotonic()
    adjacency = matrix(start, end, len(times))
    rows, columns = adjacency.nonzero()
    if options.peer == "igraph":
        import igraph
        graph = igraph.Graph(n=len(times), edges=np.column_stack([rows, columns]), directed=True)

        def rewired(number):
            copy = graph.copy()
            copy.rewire(n=10 * copy.ecount())
            pairs = np.array(copy.get_edgelist())
            return matrix(pairs[:, 0], pairs[:, 1], len(times))
    else:
        def rewired(number):
            # Ends dealt out anew; the few loops and repetitions are left out, so that degrees differ a little.
            return matrix(rows, np.random.default_rng(number).permutation(columns), len(times))
    building = time.monotonic() - since
    result, clock = measures(adjacency, times, options.only.split(","), options.replicates, rewired)
    print(json.dumps(result | {"seconds": {"reading": reading, "building": building} | clock}))


if __name__ == "__main__":
    main()
