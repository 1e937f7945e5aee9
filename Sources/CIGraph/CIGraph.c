#ifdef __linux__
#define _GNU_SOURCE
#include <features.h>
#endif
#include "CIGraph.h"
#include <dlfcn.h>
#include <igraph/igraph.h>
#include <pthread.h>
#include <stdio.h>

#if IGRAPH_VERSION_MAJOR != 0 || IGRAPH_VERSION_MINOR != 10
#error "the headers of igraph 0.10 are needed: what is laid out by them is read from libigraph.so.3"
#endif

#ifdef __APPLE__
#define LIBRARY "libigraph.3.dylib"
#else
#define LIBRARY "libigraph.so.3"
#endif

// The functions by their types in igraph's headers, and where they are once the library is loaded.
#define FUNCTIONS(each) \
    each(igraph_betweenness) each(igraph_closeness) each(igraph_community_leiden) each(igraph_create) \
    each(igraph_destroy) each(igraph_error_handler_ignore) each(igraph_pagerank) each(igraph_rng_default) \
    each(igraph_rng_seed) each(igraph_set_error_handler) each(igraph_set_warning_handler) each(igraph_strerror) \
    each(igraph_vector_destroy) each(igraph_vector_init) each(igraph_vector_int_destroy) each(igraph_vector_int_init) \
    each(igraph_vss_all) each(igraph_warning_handler_ignore)

static struct {
#define DECLARE(name) __typeof__(name) *name;
    FUNCTIONS(DECLARE)
#undef DECLARE
    char reason[256];
    int loaded;
} library;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static int find(void *handle, const char *name, void **function) {
    *function = dlsym(handle, name);
    if (*function) return 1;
    snprintf(library.reason, sizeof library.reason, "igraph has no %s", name);
    return 0;
}

static void load(void) {
    // It stays loaded: libraries that it brings keep state that does not bear being unloaded.
    void *handle = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);
    if (!handle) {
        const char *words = dlerror();
        snprintf(library.reason, sizeof library.reason, "%s", words ? words : LIBRARY);
        return;
    }
#define FIND(name) if (!find(handle, #name, (void **)&library.name)) return;
    FUNCTIONS(FIND)
#undef FIND
    library.loaded = 1;
}

int cigraph_load(char *reason, size_t size) {
    pthread_once(&once, load);
    if (library.loaded) {
        // Without these the first error ends the process; a build of igraph may keep them for each thread.
        library.igraph_set_error_handler(library.igraph_error_handler_ignore);
        library.igraph_set_warning_handler(library.igraph_warning_handler_ignore);
        return CIGRAPH_DONE;
    }
    snprintf(reason, size, "%s", library.reason);
    return CIGRAPH_NOT_LOADED;
}

static int ended(igraph_error_t error, char *reason, size_t size) {
    if (error == IGRAPH_SUCCESS) return CIGRAPH_DONE;
    const char *words = library.igraph_strerror(error);
    snprintf(reason, size, "igraph: %s", words ? words : "an error without a name");
    return CIGRAPH_FAILED;
}

// A vector over numbers that belong to somebody else; igraph reads it and does not free it.
static igraph_vector_t borrowed(const double *numbers, int64_t count) {
    igraph_vector_t vector;
    vector.stor_begin = (double *)numbers;
    vector.stor_end = vector.end = vector.stor_begin + count;
    return vector;
}

static igraph_error_t make(igraph_t *graph, const cigraph_network *network) {
    igraph_vector_int_t ends;
    igraph_error_t error = library.igraph_vector_int_init(&ends, 2 * network->m);
    if (error) return error;
    for (int64_t tie = 0; tie < network->m; tie++) {
        VECTOR(ends)[2 * tie] = network->from[tie];
        VECTOR(ends)[2 * tie + 1] = network->to[tie];
    }
    error = library.igraph_create(graph, &ends, network->n, network->directed != 0);
    library.igraph_vector_int_destroy(&ends);
    return error;
}

typedef struct {
    double damping;
} settings;

typedef igraph_error_t (*measure)(const igraph_t *, igraph_vector_t *, int directed, settings);

static int measured(
    const cigraph_network *network, measure function, settings with, double *out, char *reason, size_t size) {
    int status = cigraph_load(reason, size);
    if (status) return status;
    igraph_t graph;
    igraph_error_t error = make(&graph, network);
    if (error) return ended(error, reason, size);
    igraph_vector_t result;
    error = library.igraph_vector_init(&result, 0);
    if (!error) {
        error = function(&graph, &result, network->directed, with);
        if (!error && result.end - result.stor_begin != network->n) error = IGRAPH_FAILURE;
        for (int64_t node = 0; !error && node < network->n; node++) out[node] = VECTOR(result)[node];
        library.igraph_vector_destroy(&result);
    }
    library.igraph_destroy(&graph);
    return ended(error, reason, size);
}

static igraph_error_t betweenness(const igraph_t *graph, igraph_vector_t *result, int directed, settings with) {
    (void)with;
    return library.igraph_betweenness(graph, result, library.igraph_vss_all(), directed != 0, NULL);
}

static igraph_error_t closeness(const igraph_t *graph, igraph_vector_t *result, int directed, settings with) {
    (void)directed;
    (void)with;
    return library.igraph_closeness(graph, result, NULL, NULL, library.igraph_vss_all(), IGRAPH_OUT, NULL, 1);
}

static igraph_error_t pagerank(const igraph_t *graph, igraph_vector_t *result, int directed, settings with) {
    double value;
    return library.igraph_pagerank(
        graph, IGRAPH_PAGERANK_ALGO_PRPACK, result, &value, library.igraph_vss_all(), directed != 0, with.damping, NULL,
        NULL);
}

int cigraph_betweenness(const cigraph_network *network, double *out, char *reason, size_t size) {
    return measured(network, betweenness, (settings){0}, out, reason, size);
}

int cigraph_closeness(const cigraph_network *network, double *out, char *reason, size_t size) {
    return measured(network, closeness, (settings){0}, out, reason, size);
}

int cigraph_pagerank(const cigraph_network *network, double damping, double *out, char *reason, size_t size) {
    return measured(network, pagerank, (settings){damping}, out, reason, size);
}

int cigraph_leiden(
    const cigraph_network *network, const double *weights, const double *strengths, double resolution, int iterations,
    uint64_t seed, int64_t *out, char *reason, size_t size) {
    int status = cigraph_load(reason, size);
    if (status) return status;
    igraph_t graph;
    igraph_error_t error = make(&graph, network);
    if (error) return ended(error, reason, size);
    igraph_vector_int_t membership;
    error = library.igraph_vector_int_init(&membership, 0);
    if (!error) {
        igraph_vector_t of_nodes = borrowed(strengths, network->n), of_ties;
        if (weights) of_ties = borrowed(weights, network->m);
        error = library.igraph_rng_seed(library.igraph_rng_default(), seed);
        if (!error) {
            error = library.igraph_community_leiden(
                &graph, weights ? &of_ties : NULL, &of_nodes, resolution, 0.01, 0, iterations, &membership, NULL, NULL);
        }
        if (!error && membership.end - membership.stor_begin != network->n) error = IGRAPH_FAILURE;
        for (int64_t node = 0; !error && node < network->n; node++) out[node] = VECTOR(membership)[node];
        library.igraph_vector_int_destroy(&membership);
    }
    library.igraph_destroy(&graph);
    return ended(error, reason, size);
}
