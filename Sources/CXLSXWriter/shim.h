#pragma once
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

/* Calls that take structs full of borrowed pointers: the library copies what they hold, so they live for the call only. */

/* Writes a text whose beginning has a format of its own. */
static inline lxw_error kaiku_write_labelled(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *label,
                                             lxw_format *label_format, const char *text, lxw_format *text_format,
                                             lxw_format *cell_format) {
    lxw_rich_string_tuple first = {.format = label_format, .string = (char *)label};
    lxw_rich_string_tuple second = {.format = text_format, .string = (char *)text};
    lxw_rich_string_tuple *parts[] = {&first, &second, NULL};
    return worksheet_write_rich_string(sheet, row, column, parts, cell_format);
}

/* A workbook whose parts are collected in a folder before they are packed; in the system's one when it is NULL. */
static inline lxw_workbook *kaiku_workbook_new(const char *path, const char *folder) {
    lxw_workbook_options options = {0};
    options.tmpdir = (char *)folder;
    return workbook_new_opt(path, &options);
}

/* Sets the font of cells that have no format of their own, which also is the measure of column widths. */
static inline void kaiku_set_default_font(lxw_workbook *workbook, const char *name, double size) {
    lxw_format *format = STAILQ_FIRST(workbook->formats);
    if (!format) return;
    format_set_font_name(format, name);
    format_set_font_size(format, size);
}

/* Protects a sheet without a password; columns and rows may still be made wider and taller. */
static inline void kaiku_protect(lxw_worksheet *sheet) {
    lxw_protection options = {0};
    options.format_columns = LXW_TRUE;
    options.format_rows = LXW_TRUE;
    worksheet_protect(sheet, NULL, &options);
}

/* The columns of a marked table while it is described. */
typedef struct kaiku_table {
    uint16_t count;
    lxw_table_column *columns;
    lxw_table_column **list;
} kaiku_table;

static inline void kaiku_table_free(kaiku_table *table) {
    if (!table) return;
    for (uint16_t index = 0; table->columns && index < table->count; index++) free((void *)table->columns[index].header);
    free(table->columns);
    free(table->list);
    free(table);
}

static inline kaiku_table *kaiku_table_new(uint16_t count) {
    kaiku_table *table = (kaiku_table *)calloc(1, sizeof(kaiku_table));
    if (!table) return NULL;
    table->count = count;
    table->columns = (lxw_table_column *)calloc((size_t)count + 1, sizeof(lxw_table_column));
    table->list = (lxw_table_column **)calloc((size_t)count + 1, sizeof(lxw_table_column *));
    if (!table->columns || !table->list) {
        kaiku_table_free(table);
        return NULL;
    }
    for (uint16_t index = 0; index < count; index++) table->list[index] = &table->columns[index];
    return table;
}

static inline void kaiku_table_set_heading(kaiku_table *table, uint16_t index, const char *text, lxw_format *format) {
    if (index >= table->count) return;
    free((void *)table->columns[index].header);
    table->columns[index].header = strdup(text);
    table->columns[index].header_format = format;
}

static inline lxw_error kaiku_table_add(lxw_worksheet *sheet, lxw_row_t first_row, lxw_row_t last_row, const char *name,
                                        uint8_t no_filters, kaiku_table *table) {
    lxw_table_options options = {0};
    options.name = (char *)name;
    options.no_autofilter = no_filters;
    options.no_banded_rows = LXW_TRUE;
    options.style_type = LXW_TABLE_STYLE_TYPE_LIGHT;
    options.style_type_number = 0;
    options.columns = table->list;
    return worksheet_add_table(sheet, first_row, 0, last_row, (lxw_col_t)(table->count - 1), &options);
}

/* Places a chart of a size in pixels, which moves with its cell and keeps its size. */
static inline lxw_error kaiku_insert_chart(lxw_worksheet *sheet, lxw_row_t row, lxw_chart *chart, int32_t left,
                                           int32_t top, double width, double height, const char *description) {
    lxw_chart_options options = {0};
    options.x_offset = left;
    options.y_offset = top;
    /* The library's charts are 480 by 288 pixels before they are scaled. */
    options.x_scale = width / 480.0;
    options.y_scale = height / 288.0;
    options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
    options.description = (char *)description;
    return worksheet_insert_chart_opt(sheet, row, 0, chart, &options);
}

static inline lxw_chart_font kaiku_chart_font(double size, uint8_t bold, lxw_color_t colour) {
    lxw_chart_font font = {0};
    font.name = (char *)"Arial";
    font.size = size;
    font.bold = bold ? LXW_TRUE : LXW_EXPLICIT_FALSE;
    font.color = colour;
    return font;
}

/* Texts in place of the data labels of a series while they are collected. */
typedef struct kaiku_labels {
    uint16_t count;
    lxw_chart_data_label *labels;
    lxw_chart_data_label **list;
} kaiku_labels;

static inline void kaiku_labels_free(kaiku_labels *labels) {
    if (!labels) return;
    for (uint16_t index = 0; labels->labels && index < labels->count; index++) free(labels->labels[index].value);
    free(labels->labels);
    free(labels->list);
    free(labels);
}

static inline kaiku_labels *kaiku_labels_new(uint16_t count) {
    kaiku_labels *labels = (kaiku_labels *)calloc(1, sizeof(kaiku_labels));
    if (!labels) return NULL;
    labels->count = count;
    labels->labels = (lxw_chart_data_label *)calloc((size_t)count + 1, sizeof(lxw_chart_data_label));
    labels->list = (lxw_chart_data_label **)calloc((size_t)count + 1, sizeof(lxw_chart_data_label *));
    if (!labels->labels || !labels->list) {
        kaiku_labels_free(labels);
        return NULL;
    }
    for (uint16_t index = 0; index < count; index++) labels->list[index] = &labels->labels[index];
    return labels;
}

/* Sets the text of one label; an empty one leaves the label out. */
static inline void kaiku_labels_set(kaiku_labels *labels, uint16_t index, const char *text) {
    if (index >= labels->count) return;
    free(labels->labels[index].value);
    labels->labels[index].value = text[0] ? strdup(text) : NULL;
    labels->labels[index].hide = text[0] ? LXW_FALSE : LXW_TRUE;
}

static inline lxw_error kaiku_labels_apply(kaiku_labels *labels, lxw_chart_series *series, lxw_chart_font *font) {
    for (uint16_t index = 0; index < labels->count; index++)
        labels->labels[index].font = labels->labels[index].value ? font : NULL;
    return chart_series_set_labels_custom(series, labels->list);
}
