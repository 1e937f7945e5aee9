#pragma once
#include <jansson.h>

// Macros and the counting of references, which Swift does not see.
static inline json_type cjansson_type(const json_t *value) { return json_typeof(value); }
static inline void cjansson_release(json_t *value) { json_decref(value); }
static inline int cjansson_error_code(const json_error_t *error) { return json_error_code(error); }
