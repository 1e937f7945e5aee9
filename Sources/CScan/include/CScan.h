/// Structural scanning of delimited text: where fields and records end, with the quotes taken into account.
///
/// Sixty-four bytes are classified at a time into bit masks (SSE2, AVX2 or AVX-512 on x86-64, NEON on arm64, plain C
/// elsewhere), and a prefix XOR over the quotes tells which bytes are quoted. That is exact as long as quotes stand where
/// RFC 4180 puts them; `cscan_frame` notices when they do not, and such a chunk is scanned byte by byte instead.
///
/// See also: G. Langdale and D. Lemire (2019), "Parsing gigabytes of JSON per second", The VLDB Journal 28, 941–960,
/// doi:10.1007/s00778-019-00578-5, for the masks and the prefix XOR.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// Every buffer handed to a scan is followed by this many bytes that may be read.
#define CSCAN_PADDING 128

/// No place; Swift sees sizes as signed.
#define CSCAN_NONE (SIZE_MAX >> 1)

/// What the scan looks for.
typedef struct {
    uint8_t separator;
    uint8_t quote;
    /// LF, or CR in a file that has nothing else.
    uint8_t newline;
    /// 0 in a file without quoting: quotes are then bytes like any other.
    uint8_t quoting;
} cscan_dialect;

/// What a chunk looks like from outside.
typedef struct {
    /// The bytes up to and with the last newline outside quotes; 0 when there is none.
    size_t boundary;
    /// The newlines before `boundary`, quoted or not.
    size_t lines;
    /// Whether the end of the chunk lies inside quotes.
    int open;
    /// Whether a quote stands where RFC 4180 has none, so that the other values may be wrong.
    int irregular;
} cscan_frame_result;

/// Finds the last record boundary of a chunk that starts at one.
cscan_frame_result cscan_frame(const uint8_t *bytes, size_t count, cscan_dialect dialect);

/// The same byte by byte, for a chunk with irregular quotes.
///
/// A quoted field that goes on over more than `limit` bytes, that reaches the end of the file (`at_end`), or whose quote
/// closes on a later line with text after it, was opened by mistake: the position of its quote goes to `orphans` and the
/// quote counts as text.
/// - orphan_count: in, the room in `orphans`; out, how many there are. Further ones are not noted: scanning stops there.
cscan_frame_result cscan_frame_bytewise(
    const uint8_t *bytes, size_t count, cscan_dialect dialect, int at_end, size_t limit, uint32_t *orphans,
    size_t *orphan_count);

/// What a row is suspected of.
enum {
    /// Six digits before what may be the sign of a personal identity code; the position is that of the sign.
    CSCAN_SUSPECT_IDENTITY = 0,
    /// An @.
    CSCAN_SUSPECT_ADDRESS = 1,
    /// A NUL byte.
    CSCAN_SUSPECT_NUL = 2,
    /// Digits that may be a phone number; the position is that of the first of them.
    CSCAN_SUSPECT_PHONE = 3,
};

/// Where an index is written; the caller gives the room.
typedef struct {
    /// Where each field ends: the position of the separator or newline after it. Room for one per byte, and 80 more.
    uint32_t *ends;
    /// For each record, which of `ends` is its newline. Room for one per byte, and 1 more.
    uint32_t *record_ends;
    /// For each record, the newlines from the start of the scan up to and with its own, quoted ones included.
    /// The same room.
    uint32_t *record_lines;
    /// Positions to look at more closely, as position × 4 + kind; room for `suspect_room`.
    uint64_t *suspects;
    size_t suspect_room;
} cscan_index_output;

typedef struct {
    size_t fields;
    size_t records;
    /// May exceed `suspect_room`; the ones above it were not written.
    size_t suspects;
    /// The position of the first byte that is not UTF-8; CSCAN_NONE when all is.
    size_t invalid;
} cscan_index_result;

/// Indexes the records of `bytes[from..<to]`; `from` is the start of a record. A record that `to` cuts is left out.
cscan_index_result cscan_index(
    const uint8_t *bytes, size_t from, size_t to, cscan_dialect dialect, cscan_index_output output);

/// The same byte by byte, for a chunk with irregular quotes; `orphans` are the quotes that count as text.
cscan_index_result cscan_index_bytewise(
    const uint8_t *bytes, size_t from, size_t to, cscan_dialect dialect, const uint32_t *orphans, size_t orphan_count,
    cscan_index_output output);

/// The newlines among the bytes.
size_t cscan_count(const uint8_t *bytes, size_t count, uint8_t wanted);

/// The position of the first byte that is not UTF-8; CSCAN_NONE when all is.
size_t cscan_invalid_utf8(const uint8_t *bytes, size_t count);

/// Unicode scalars in UTF-8 text, which are the bytes that continue no other.
size_t cscan_scalars(const uint8_t *bytes, size_t count);

/// Windows-1252 or ISO 8859-1 as UTF-8, given a table of three bytes and a length for each byte from 0x80.
///
/// `output` needs room for three bytes a byte. Returns the bytes written, or CSCAN_NONE with `*undefined` at the first byte
/// that the encoding does not use.
size_t cscan_widen(
    const uint8_t *bytes, size_t count, const uint8_t (*table)[4], uint8_t *output, size_t *undefined);

/// Loads what is at `address` into the cache, without waiting for it.
static inline void cscan_prefetch(const void *address) { __builtin_prefetch(address, 1); }
