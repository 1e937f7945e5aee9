#pragma once
#include <stddef.h>
#include <stdint.h>

// librsvg and cairo, loaded when the first image is drawn. They bring some forty libraries with them, which nearly doubles the
// time that the program takes to start; most commands draw no image, so they are not linked. What is declared here is
// the stable interface of librsvg 2.46 (API 2.0) and cairo 1.16, as far as images need it.

typedef struct { double x, y, width, height; } crsvg_rectangle;
typedef struct { double length; int unit; } crsvg_length;
typedef struct { uint32_t domain; int code; char *message; } crsvg_error;
typedef int (*crsvg_write)(void *sink, const unsigned char *data, unsigned int length);

enum { CRSVG_FORMAT_RGB24 = 1, CRSVG_STATUS_SUCCESS = 0, CRSVG_STATUS_WRITE_ERROR = 11 };
enum { CRSVG_METADATA_TITLE = 0, CRSVG_METADATA_CREATE_DATE = 5, CRSVG_METADATA_MOD_DATE = 6 };

typedef struct {
    void *(*handle_new_from_data)(const uint8_t *data, size_t length, crsvg_error **error);
    void (*get_intrinsic_dimensions)(
        void *handle, int *has_width, crsvg_length *width, int *has_height, crsvg_length *height, int *has_view_box,
        crsvg_rectangle *view_box);
    int (*render_document)(void *handle, void *context, const crsvg_rectangle *viewport, crsvg_error **error);
    void (*object_unref)(void *object);
    void (*error_free)(crsvg_error *error);
    void *(*surface_create)(int format, int width, int height);
    void (*surface_flush)(void *surface);
    void (*surface_destroy)(void *surface);
    int (*surface_write_to_png_stream)(void *surface, crsvg_write write, void *sink);
    void *(*pdf_surface_create_for_stream)(crsvg_write write, void *sink, double width, double height);
    void (*pdf_surface_set_metadata)(void *surface, int metadata, const char *text);
    void (*surface_finish)(void *surface);
    int (*surface_status)(void *surface);
    void *(*create)(void *surface);
    void (*destroy)(void *context);
    int (*status)(void *context);
    const char *(*status_to_string)(int status);
    void (*set_source_rgb)(void *context, double red, double green, double blue);
    void (*paint)(void *context);
} crsvg_library;

// Loads the libraries: 0 when done; else -1, with the loader's words in `reason`, cut to `size` bytes.
int crsvg_load(crsvg_library *library, char *reason, size_t size);
