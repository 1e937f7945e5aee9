#pragma once
#include <stddef.h>

// The HTML parser of libxml2, loaded when the first page is read. It brings ICU with it, which would add two milliseconds to every start
// of the program; most commands read no page, so it is not linked. What is declared here is the stable interface of libxml2 (SAX 1).

typedef struct {
    // The name of an element in small letters, and its attributes: a name, its value, and so on; values may be null.
    void (*start)(void *sink, const char *name, const char *const *attributes);
    void (*end)(void *sink, const char *name);
    void (*text)(void *sink, const char *bytes, int length);
    void (*comment)(void *sink, const char *text);
} cxml2_handler;

// Sends a page in UTF-8 through the parser: 0 when done; -1 when the library cannot be used, with the loader's words in `reason`, cut to
// `size` bytes. Nothing is fetched, no document is built, and a page however broken is no error.
int cxml2_parse_html(
    const char *page, int length, void *sink, const cxml2_handler *handler, char *reason, size_t size);
