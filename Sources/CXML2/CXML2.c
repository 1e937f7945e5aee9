#define _GNU_SOURCE
#include "CXML2.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

// struct _xmlSAXHandler of libxml2, which has not changed since 2.6.
typedef struct {
    void *before_start[14];  // from internalSubset to startElement's neighbour endDocument
    void (*start)(void *, const unsigned char *, const unsigned char **);
    void (*end)(void *, const unsigned char *);
    void *reference;
    void (*characters)(void *, const unsigned char *, int);
    void (*blanks)(void *, const unsigned char *, int);
    void *instruction;
    void (*comment)(void *, const unsigned char *);
    void (*warning)(void *, const char *, ...);
    void (*error)(void *, const char *, ...);
    void (*fatal)(void *, const char *, ...);
    void *parameter_entity;
    void *cdata;
    void *external_subset;
    unsigned int initialized;
    void *own;
    void *start_ns;
    void *end_ns;
    void (*structured)(void *, void *);
} sax_handler;

enum {
    ENCODING_UTF8 = 1,
    RECOVER = 1 << 0,
    NO_ERROR = 1 << 5,
    NO_WARNING = 1 << 6,
    NO_NETWORK = 1 << 11,
    // The page has been put into UTF-8, whatever it says of itself.
    IGNORE_ENCODING = 1 << 21,
};

static struct {
    void (*init)(void);
    void *(*create)(sax_handler *, void *, const char *, int, const char *, int);
    int (*use_options)(void *, int);
    int (*parse)(void *, const char *, int, int);
    void (*free)(void *);
    char reason[256];
    int loaded;
} library;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static int find(void *handle, const char *name, void **function) {
    *function = dlsym(handle, name);
    if (*function) return 1;
    snprintf(library.reason, sizeof library.reason, "libxml2 has no %s", name);
    return 0;
}

static void load(void) {
#ifdef __APPLE__
    const char *names[] = {"libxml2.2.dylib", "libxml2.dylib"};
#else
    const char *names[] = {"libxml2.so.2", "libxml2.so.16"};
#endif
    void *handle = NULL;
    for (int index = 0; index < 2 && !handle; index++) {
        handle = dlopen(names[index], RTLD_LAZY | RTLD_LOCAL);
        if (!handle && index == 0) {
            const char *words = dlerror();
            snprintf(library.reason, sizeof library.reason, "%s", words ? words : names[0]);
        }
    }
    if (!handle) return;
    if (!find(handle, "xmlInitParser", (void **)&library.init)) return;
    if (!find(handle, "htmlCreatePushParserCtxt", (void **)&library.create)) return;
    if (!find(handle, "htmlCtxtUseOptions", (void **)&library.use_options)) return;
    if (!find(handle, "htmlParseChunk", (void **)&library.parse)) return;
    if (!find(handle, "htmlFreeParserCtxt", (void **)&library.free)) return;
    library.init();
    library.loaded = 1;
}

typedef struct {
    void *sink;
    const cxml2_handler *handler;
} forwarding;

static void start(void *context, const unsigned char *name, const unsigned char **attributes) {
    const forwarding *to = context;
    to->handler->start(to->sink, (const char *)name, (const char *const *)attributes);
}

static void end(void *context, const unsigned char *name) {
    const forwarding *to = context;
    to->handler->end(to->sink, (const char *)name);
}

static void text(void *context, const unsigned char *bytes, int length) {
    const forwarding *to = context;
    to->handler->text(to->sink, (const char *)bytes, length);
}

static void comment(void *context, const unsigned char *words) {
    const forwarding *to = context;
    to->handler->comment(to->sink, (const char *)words);
}

static void ignore(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

int cxml2_parse_html(
    const char *page, int length, void *sink, const cxml2_handler *handler, char *reason, size_t size) {
    pthread_once(&once, load);
    if (!library.loaded) {
        snprintf(reason, size, "%s", library.reason);
        return -1;
    }
    sax_handler sax;
    memset(&sax, 0, sizeof sax);
    sax.start = start;
    sax.end = end;
    sax.characters = text;
    sax.blanks = text;
    sax.comment = comment;
    sax.warning = ignore;
    sax.error = ignore;
    sax.fatal = ignore;
    forwarding to = {sink, handler};
    void *parser = library.create(&sax, &to, NULL, 0, NULL, ENCODING_UTF8);
    if (!parser) {
        snprintf(reason, size, "there is too little memory");
        return -1;
    }
    library.use_options(parser, RECOVER | NO_ERROR | NO_WARNING | NO_NETWORK | IGNORE_ENCODING);
    library.parse(parser, page, length, 1);
    library.free(parser);
    return 0;
}
