#define _GNU_SOURCE
#include "CRSVG.h"
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#ifdef __APPLE__
#define LIBRARY(name, version) "lib" name "." version ".dylib"
#else
#define LIBRARY(name, version) "lib" name ".so." version
#endif

// A function of a library; the first that is missing leaves its reason.
static int find(void *library, const char *name, void **function, char *reason, size_t size) {
    *function = dlsym(library, name);
    if (*function) return 0;
    const char *words = dlerror();
    snprintf(reason, size, "%s", words ? words : name);
    return -1;
}

static void *open_library(const char *name, char *reason, size_t size) {
    void *library = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
    if (!library) {
        const char *words = dlerror();
        snprintf(reason, size, "%s", words ? words : name);
    }
    return library;
}

int crsvg_load(crsvg_library *library, char *reason, size_t size) {
    memset(library, 0, sizeof *library);
    // The libraries stay loaded: they keep state that does not bear being unloaded.
    void *rsvg = open_library(LIBRARY("rsvg-2", "2"), reason, size);
    if (!rsvg) return -1;
    void *cairo = open_library(LIBRARY("cairo", "2"), reason, size);
    if (!cairo) return -1;
    void *object = open_library(LIBRARY("gobject-2.0", "0"), reason, size);
    if (!object) return -1;
    void *glib = open_library(LIBRARY("glib-2.0", "0"), reason, size);
    if (!glib) return -1;
    const struct {
        void *library;
        const char *name;
        void **function;
    } functions[] = {
        {rsvg, "rsvg_handle_new_from_data", (void **)&library->handle_new_from_data},
        {rsvg, "rsvg_handle_get_intrinsic_dimensions", (void **)&library->get_intrinsic_dimensions},
        {rsvg, "rsvg_handle_render_document", (void **)&library->render_document},
        {object, "g_object_unref", (void **)&library->object_unref},
        {glib, "g_error_free", (void **)&library->error_free},
        {cairo, "cairo_image_surface_create", (void **)&library->surface_create},
        {cairo, "cairo_surface_flush", (void **)&library->surface_flush},
        {cairo, "cairo_surface_destroy", (void **)&library->surface_destroy},
        {cairo, "cairo_surface_write_to_png_stream", (void **)&library->surface_write_to_png_stream},
        {cairo, "cairo_pdf_surface_create_for_stream", (void **)&library->pdf_surface_create_for_stream},
        {cairo, "cairo_pdf_surface_set_metadata", (void **)&library->pdf_surface_set_metadata},
        {cairo, "cairo_surface_finish", (void **)&library->surface_finish},
        {cairo, "cairo_surface_status", (void **)&library->surface_status},
        {cairo, "cairo_create", (void **)&library->create},
        {cairo, "cairo_destroy", (void **)&library->destroy},
        {cairo, "cairo_status", (void **)&library->status},
        {cairo, "cairo_status_to_string", (void **)&library->status_to_string},
        {cairo, "cairo_set_source_rgb", (void **)&library->set_source_rgb},
        {cairo, "cairo_paint", (void **)&library->paint},
    };
    for (size_t index = 0; index < sizeof functions / sizeof functions[0]; index++) {
        if (find(functions[index].library, functions[index].name, functions[index].function, reason, size)) return -1;
    }
    return 0;
}
