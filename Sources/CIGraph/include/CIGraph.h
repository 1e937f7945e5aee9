#pragma once
#include <stddef.h>
#include <stdint.h>

// What of igraph 0.10 Kaiku uses, over plain arrays. The library brings a dozen others with it, which would slow every start of the
// program; most commands need none, so it is loaded when the first network needs it. Its random numbers and its error handler are global
// to the process: one call at a time.
//
// Every function gives 0 when done, CIGRAPH_NOT_LOADED when the library cannot be used, CIGRAPH_FAILED when igraph reports an
// error; then words are in `reason`, cut to `size` bytes. A network is `n` nodes numbered from 0 and `m` ties from `from` to `to`.

enum { CIGRAPH_DONE = 0, CIGRAPH_NOT_LOADED = -1, CIGRAPH_FAILED = -2 };

typedef struct {
    int64_t n, m;
    const uint32_t *from, *to;
    int directed;
} cigraph_network;

// Loads the library.
int cigraph_load(char *reason, size_t size);

// Betweenness of every node, not normalised, along ties as they are directed.
int cigraph_betweenness(const cigraph_network *network, double *out, char *reason, size_t size);

// Closeness of every node along the ties that leave it, over the nodes that it reaches: their number by the sum of distances;
// NaN for a node that reaches none.
int cigraph_closeness(const cigraph_network *network, double *out, char *reason, size_t size);

// PageRank of every node by PRPACK, without weights.
int cigraph_pagerank(const cigraph_network *network, double damping, double *out, char *reason, size_t size);

// Communities by the Leiden algorithm with modularity as its aim, ties without direction; `weights` are `m` numbers or null, `strengths`
// the sums of each node's. The community of every node is put into `out`.
int cigraph_leiden(
    const cigraph_network *network, const double *weights, const double *strengths, double resolution, int iterations,
    uint64_t seed, int64_t *out, char *reason, size_t size);
