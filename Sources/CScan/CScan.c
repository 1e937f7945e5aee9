#include "CScan.h"

#include <string.h>

// Eight little-endian bytes, wherever they are.
static inline uint64_t load8(const uint8_t *bytes) {
    uint64_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

static inline int is_digit(uint8_t byte) { return (uint8_t)(byte - '0') <= 9; }

// What may stand between the date and the serial of a Finnish personal identity code: + - A–F U–Y, and the dashes that
// word processors put in the place of a hyphen.
static inline int is_century_sign(const uint8_t *bytes) {
    uint8_t byte = bytes[0];
    if (byte == '-' || byte == '+') return 1;
    uint8_t letter = byte & 0xDF;
    if ((letter >= 'A' && letter <= 'F') || (letter >= 'U' && letter <= 'Y')) return 1;
    if (byte != 0xE2) return 0;
    return (bytes[1] == 0x80 && bytes[2] >= 0x90 && bytes[2] <= 0x95) || (bytes[1] == 0x88 && bytes[2] == 0x92);
}

// Whether a phone number may start with the digit at `at`: a 0 at the start of a run of digits, or a digit after a plus sign, that
// follows no letter (nor one of the signs @ [ \ ] ^ _ ` { | } ~); and from it on at least eight digits with nothing between them
// but one or two separators (spaces, no-break spaces, dashes, brackets). A run of eight without a plus must start as mobile and
// foreign numbers do: other identifiers are padded with zeros too.
static inline int may_be_phone(const uint8_t *bytes, size_t from, size_t at, size_t to) {
    size_t digits = 0, separators = 0;
    uint8_t before = at > from ? bytes[at - 1] : 0;
    if (before >= 0x40 && before <= 0x7F) return 0;
    if (before != '+') {
        uint8_t second = bytes[at + 1];
        size_t run = 1;
        while (run < 8 && at + run < to && is_digit(bytes[at + run])) run++;
        if (run == 8 && !(second == '4' || (second == '5' && bytes[at + 2] == '0') || (second == '0' && bytes[at + 2] != '0')))
            return 0;
    }
    while (at < to) {
        uint8_t byte = bytes[at];
        if (is_digit(byte)) {
            if (++digits == 8) return 1;
            separators = 0, at++;
        } else if (++separators > 2) {
            return 0;
        } else if (byte == ' ' || byte == '-' || byte == '(' || byte == ')') {
            at++;
        } else if (byte == 0xC2 && at + 1 < to && bytes[at + 1] == 0xA0) {
            at += 2;
        } else if (byte == 0xE2 && at + 2 < to && bytes[at + 1] == 0x80 && bytes[at + 2] >= 0x90 && bytes[at + 2] <= 0x93) {
            at += 3;
        } else {
            return 0;
        }
    }
    return 0;
}

// The length of the UTF-8 sequence at `bytes`, which has bytes after it; 0 when it is none. Unicode 17, table 3-7.
static inline size_t sequence_length(const uint8_t *bytes) {
    uint8_t first = bytes[0];
    if (first < 0x80) return 1;
    if (first < 0xC2) return 0;
    if (first < 0xE0) return (bytes[1] & 0xC0) == 0x80 ? 2 : 0;
    if (first < 0xF0) {
        uint8_t low = first == 0xE0 ? 0xA0 : 0x80, high = first == 0xED ? 0x9F : 0xBF;
        return bytes[1] >= low && bytes[1] <= high && (bytes[2] & 0xC0) == 0x80 ? 3 : 0;
    }
    if (first < 0xF5) {
        uint8_t low = first == 0xF0 ? 0x90 : 0x80, high = first == 0xF4 ? 0x8F : 0xBF;
        return bytes[1] >= low && bytes[1] <= high && (bytes[2] & 0xC0) == 0x80 && (bytes[3] & 0xC0) == 0x80 ? 4 : 0;
    }
    return 0;
}

static inline void suspect(cscan_index_output output, cscan_index_result *result, size_t at, int kind) {
    if (result->suspects < output.suspect_room) output.suspects[result->suspects] = (uint64_t)at * 4 + (uint64_t)kind;
    result->suspects++;
}

// Writes the places of the bits of a mask, eight at a time, used or not: cheaper than a branch for each.
#define PLACES_BODY                                                                                                    \
    uint32_t *next = ends + __builtin_popcountll(mask);                                                                \
    for (; ends < next; ends += 8) {                                                                                   \
        for (int k = 0; k < 8; k++) {                                                                                  \
            ends[k] = from + (uint32_t)__builtin_ctzll(mask | (uint64_t)1 << 63);                                      \
            mask &= mask - 1;                                                                                          \
            KEEP_SCALAR(mask);                                                                                         \
        }                                                                                                              \
    }                                                                                                                  \
    return next;
// Keeps the compiler from turning the loop into a slower one on vectors.
#define KEEP_SCALAR(value) __asm__("" : "+r"(value))

// The vector kinds. Each gives masks of 64 bytes and is included with the scans written once in Scans.h.
#if defined(__x86_64__)
#include <immintrin.h>

#define NAMED(name) name##_sse2
#define TARGET
typedef __m128i block_sse2[4];
#define BLOCK block_sse2
static inline void load_sse2(BLOCK block, const uint8_t *bytes) {
    for (int part = 0; part < 4; part++) block[part] = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * part));
}
static inline uint64_t join_sse2(__m128i a, __m128i b, __m128i c, __m128i d) {
    return (uint64_t)(uint16_t)_mm_movemask_epi8(a) | (uint64_t)(uint16_t)_mm_movemask_epi8(b) << 16
           | (uint64_t)(uint16_t)_mm_movemask_epi8(c) << 32 | (uint64_t)(uint16_t)_mm_movemask_epi8(d) << 48;
}
#define EACH(operation) join_sse2(operation(block[0]), operation(block[1]), operation(block[2]), operation(block[3]))
static inline uint64_t equal_sse2(BLOCK block, uint8_t wanted) {
    __m128i w = _mm_set1_epi8((char)wanted);
#define OPERATION(x) _mm_cmpeq_epi8(x, w)
    return EACH(OPERATION);
#undef OPERATION
}
static inline uint64_t high_sse2(BLOCK block) {
#define OPERATION(x) (x)
    return EACH(OPERATION);
#undef OPERATION
}
static inline uint64_t digits_sse2(BLOCK block) {
    __m128i zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8(9);
#define OPERATION(x) _mm_cmpeq_epi8(_mm_min_epu8(_mm_sub_epi8(x, zero), nine), _mm_sub_epi8(x, zero))
    return EACH(OPERATION);
#undef OPERATION
}
// Space to 9: what phone numbers are written with, and some more signs that the closer look refuses.
static inline uint64_t plain_sse2(BLOCK block) {
    __m128i least = _mm_set1_epi8(' '), room = _mm_set1_epi8('9' - ' ');
#define OPERATION(x) _mm_cmpeq_epi8(_mm_min_epu8(_mm_sub_epi8(x, least), room), _mm_sub_epi8(x, least))
    return EACH(OPERATION);
#undef OPERATION
}
// Letters and the signs between them, which no phone number follows.
static inline uint64_t letters_sse2(BLOCK block) {
    __m128i limit = _mm_set1_epi8('?');
#define OPERATION(x) _mm_cmpgt_epi8(x, limit)
    return EACH(OPERATION);
#undef OPERATION
}
static inline uint64_t continuing_sse2(BLOCK block) {
    __m128i limit = _mm_set1_epi8(-64);
#define OPERATION(x) _mm_cmplt_epi8(x, limit)
    return EACH(OPERATION);
#undef OPERATION
}
static inline uint64_t leading_two_sse2(BLOCK block) {
    __m128i least = _mm_set1_epi8((char)0xC2), room = _mm_set1_epi8(0xDF - 0xC2);
#define OPERATION(x) _mm_cmpeq_epi8(_mm_min_epu8(_mm_sub_epi8(x, least), room), _mm_sub_epi8(x, least))
    return EACH(OPERATION);
#undef OPERATION
}
static inline uint32_t *places_sse2(uint64_t mask, uint32_t from, uint32_t *ends) { PLACES_BODY }
static inline uint64_t prefix_xor_sse2(uint64_t mask) {
    for (int shift = 1; shift < 64; shift *= 2) mask ^= mask << shift;
    return mask;
}
#include "Scans.h"
#undef EACH
#undef BLOCK
#undef NAMED
#undef TARGET

#define NAMED(name) name##_avx2
#define TARGET __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt,pclmul")))
typedef __m256i block_avx2[2];
#define BLOCK block_avx2
TARGET static inline void load_avx2(BLOCK block, const uint8_t *bytes) {
    block[0] = _mm256_loadu_si256((const __m256i *)(const void *)bytes);
    block[1] = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32));
}
TARGET static inline uint64_t join_avx2(__m256i a, __m256i b) {
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(a) | (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
}
#define EACH(operation) join_avx2(operation(block[0]), operation(block[1]))
TARGET static inline uint64_t equal_avx2(BLOCK block, uint8_t wanted) {
    __m256i w = _mm256_set1_epi8((char)wanted);
#define OPERATION(x) _mm256_cmpeq_epi8(x, w)
    return EACH(OPERATION);
#undef OPERATION
}
TARGET static inline uint64_t high_avx2(BLOCK block) {
#define OPERATION(x) (x)
    return EACH(OPERATION);
#undef OPERATION
}
TARGET static inline uint64_t digits_avx2(BLOCK block) {
    __m256i zero = _mm256_set1_epi8('0'), nine = _mm256_set1_epi8(9);
#define OPERATION(x) _mm256_cmpeq_epi8(_mm256_min_epu8(_mm256_sub_epi8(x, zero), nine), _mm256_sub_epi8(x, zero))
    return EACH(OPERATION);
#undef OPERATION
}
TARGET static inline uint64_t plain_avx2(BLOCK block) {
    __m256i least = _mm256_set1_epi8(' '), room = _mm256_set1_epi8('9' - ' ');
#define OPERATION(x) _mm256_cmpeq_epi8(_mm256_min_epu8(_mm256_sub_epi8(x, least), room), _mm256_sub_epi8(x, least))
    return EACH(OPERATION);
#undef OPERATION
}
TARGET static inline uint64_t letters_avx2(BLOCK block) {
    __m256i limit = _mm256_set1_epi8('?');
#define OPERATION(x) _mm256_cmpgt_epi8(x, limit)
    return EACH(OPERATION);
#undef OPERATION
}
TARGET static inline uint64_t continuing_avx2(BLOCK block) {
    __m256i limit = _mm256_set1_epi8(-64);
#define OPERATION(x) _mm256_cmpgt_epi8(limit, x)
    return EACH(OPERATION);
#undef OPERATION
}
TARGET static inline uint64_t leading_two_avx2(BLOCK block) {
    __m256i least = _mm256_set1_epi8((char)0xC2), room = _mm256_set1_epi8(0xDF - 0xC2);
#define OPERATION(x) _mm256_cmpeq_epi8(_mm256_min_epu8(_mm256_sub_epi8(x, least), room), _mm256_sub_epi8(x, least))
    return EACH(OPERATION);
#undef OPERATION
}
TARGET static inline uint32_t *places_avx2(uint64_t mask, uint32_t from, uint32_t *ends) { PLACES_BODY }
TARGET static inline uint64_t prefix_xor_avx2(uint64_t mask) {
    __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)mask), _mm_set1_epi8(-1), 0);
    return (uint64_t)_mm_cvtsi128_si64(product);
}
#include "Scans.h"
#undef EACH
#undef BLOCK
#undef NAMED
#undef TARGET

#define NAMED(name) name##_avx512
#define TARGET __attribute__((target("avx512f,avx512bw,avx512vbmi2,avx2,bmi,bmi2,lzcnt,popcnt,pclmul")))
typedef __m512i block_avx512[1];
#define BLOCK block_avx512
TARGET static inline void load_avx512(BLOCK block, const uint8_t *bytes) { block[0] = _mm512_loadu_si512(bytes); }
TARGET static inline uint64_t equal_avx512(BLOCK block, uint8_t wanted) {
    return _mm512_cmpeq_epi8_mask(block[0], _mm512_set1_epi8((char)wanted));
}
TARGET static inline uint64_t high_avx512(BLOCK block) { return _mm512_movepi8_mask(block[0]); }
TARGET static inline uint64_t within_avx512(BLOCK block, uint8_t least, uint8_t most) {
    __m512i over = _mm512_sub_epi8(block[0], _mm512_set1_epi8((char)least));
    return _mm512_cmple_epu8_mask(over, _mm512_set1_epi8((char)(most - least)));
}
TARGET static inline uint64_t digits_avx512(BLOCK block) { return within_avx512(block, '0', '9'); }
TARGET static inline uint64_t plain_avx512(BLOCK block) { return within_avx512(block, ' ', '9'); }
TARGET static inline uint64_t letters_avx512(BLOCK block) { return within_avx512(block, 0x40, 0x7F); }
TARGET static inline uint64_t continuing_avx512(BLOCK block) { return within_avx512(block, 0x80, 0xBF); }
TARGET static inline uint64_t leading_two_avx512(BLOCK block) { return within_avx512(block, 0xC2, 0xDF); }
TARGET static inline uint32_t *places_avx512(uint64_t mask, uint32_t from, uint32_t *ends) {
    static const uint8_t all[64] __attribute__((aligned(64))) = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
    };
    uint32_t *next = ends + __builtin_popcountll(mask);
    __m512i places = _mm512_maskz_compress_epi8(mask, _mm512_load_si512(all)), base = _mm512_set1_epi32((int)from);
    _mm512_storeu_si512(ends, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(places)), base));
    _mm512_storeu_si512(
        ends + 16, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(places, 1)), base));
    if (__builtin_expect(next > ends + 32, 0)) {
        _mm512_storeu_si512(
            ends + 32, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(places, 2)), base));
        _mm512_storeu_si512(
            ends + 48, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(places, 3)), base));
    }
    return next;
}
TARGET static inline uint64_t prefix_xor_avx512(uint64_t mask) {
    __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)mask), _mm_set1_epi8(-1), 0);
    return (uint64_t)_mm_cvtsi128_si64(product);
}
#include "Scans.h"
#undef BLOCK
#undef NAMED
#undef TARGET

enum { KIND_UNKNOWN, KIND_SSE2, KIND_AVX2, KIND_AVX512 };

static inline int vector_kind(void) {
    // CPUID is slow; the answer never changes, so that threads that ask at the same time write the same.
    static _Atomic int known;
    int kind = known;
    if (kind == KIND_UNKNOWN) {
        __builtin_cpu_init();
        int second = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")
                     && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul");
        int third = second && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
                    && __builtin_cpu_supports("avx512vbmi2");
        kind = third ? KIND_AVX512 : second ? KIND_AVX2 : KIND_SSE2;
        known = kind;
    }
    return kind;
}
#define CALL(name, ...)                                                                                                \
    (vector_kind() == KIND_AVX512 ? name##_avx512(__VA_ARGS__)                                                         \
     : vector_kind() == KIND_AVX2 ? name##_avx2(__VA_ARGS__)                                                           \
                                  : name##_sse2(__VA_ARGS__))

#elif defined(__aarch64__)
#include <arm_neon.h>

#define NAMED(name) name##_neon
#define TARGET
typedef uint8x16_t block_neon[4];
#define BLOCK block_neon
static inline void load_neon(BLOCK block, const uint8_t *bytes) {
    for (int part = 0; part < 4; part++) block[part] = vld1q_u8(bytes + 16 * part);
}
static inline uint64_t join_neon(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
    const uint8x16_t bits = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t ab = vpaddq_u8(vandq_u8(a, bits), vandq_u8(b, bits));
    uint8x16_t cd = vpaddq_u8(vandq_u8(c, bits), vandq_u8(d, bits));
    uint8x16_t sum = vpaddq_u8(ab, cd);
    sum = vpaddq_u8(sum, sum);
    return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}
#define EACH(operation) join_neon(operation(block[0]), operation(block[1]), operation(block[2]), operation(block[3]))
static inline uint64_t equal_neon(BLOCK block, uint8_t wanted) {
    uint8x16_t w = vdupq_n_u8(wanted);
#define OPERATION(x) vceqq_u8(x, w)
    return EACH(OPERATION);
#undef OPERATION
}
static inline uint64_t high_neon(BLOCK block) {
    uint8x16_t limit = vdupq_n_u8(0x80);
#define OPERATION(x) vcgeq_u8(x, limit)
    return EACH(OPERATION);
#undef OPERATION
}
static inline uint64_t digits_neon(BLOCK block) {
    uint8x16_t zero = vdupq_n_u8('0'), nine = vdupq_n_u8(9);
#define OPERATION(x) vcleq_u8(vsubq_u8(x, zero), nine)
    return EACH(OPERATION);
#undef OPERATION
}
static inline uint64_t plain_neon(BLOCK block) {
    uint8x16_t least = vdupq_n_u8(' '), room = vdupq_n_u8('9' - ' ');
#define OPERATION(x) vcleq_u8(vsubq_u8(x, least), room)
    return EACH(OPERATION);
#undef OPERATION
}
static inline uint64_t letters_neon(BLOCK block) {
    int8x16_t limit = vdupq_n_s8('?');
#define OPERATION(x) vcgtq_s8(vreinterpretq_s8_u8(x), limit)
    return EACH(OPERATION);
#undef OPERATION
}
static inline uint64_t continuing_neon(BLOCK block) {
    int8x16_t limit = vdupq_n_s8(-64);
#define OPERATION(x) vcltq_s8(vreinterpretq_s8_u8(x), limit)
    return EACH(OPERATION);
#undef OPERATION
}
static inline uint64_t leading_two_neon(BLOCK block) {
    uint8x16_t least = vdupq_n_u8(0xC2), room = vdupq_n_u8(0xDF - 0xC2);
#define OPERATION(x) vcleq_u8(vsubq_u8(x, least), room)
    return EACH(OPERATION);
#undef OPERATION
}
static inline uint32_t *places_neon(uint64_t mask, uint32_t from, uint32_t *ends) { PLACES_BODY }
static inline uint64_t prefix_xor_neon(uint64_t mask) {
    for (int shift = 1; shift < 64; shift *= 2) mask ^= mask << shift;
    return mask;
}
#include "Scans.h"
#define CALL(name, ...) name##_neon(__VA_ARGS__)

#else

#define NAMED(name) name##_plain
#define TARGET
typedef const uint8_t *block_plain[1];
#define BLOCK block_plain
static inline void load_plain(BLOCK block, const uint8_t *bytes) { block[0] = bytes; }
#define EACH(condition)                                                                                                \
    uint64_t mask = 0;                                                                                                 \
    for (int at = 0; at < 64; at++) {                                                                                  \
        uint8_t x = block[0][at];                                                                                      \
        mask |= (uint64_t)((condition) != 0) << at;                                                                    \
    }                                                                                                                  \
    return mask;
static inline uint64_t equal_plain(BLOCK block, uint8_t wanted) { EACH(x == wanted) }
static inline uint64_t high_plain(BLOCK block) { EACH(x >= 0x80) }
static inline uint64_t digits_plain(BLOCK block) { EACH(is_digit(x)) }
static inline uint64_t plain_plain(BLOCK block) { EACH(x >= ' ' && x <= '9') }
static inline uint64_t letters_plain(BLOCK block) { EACH(x >= 0x40 && x <= 0x7F) }
static inline uint64_t continuing_plain(BLOCK block) { EACH((x & 0xC0) == 0x80) }
static inline uint64_t leading_two_plain(BLOCK block) { EACH(x >= 0xC2 && x <= 0xDF) }
static inline uint32_t *places_plain(uint64_t mask, uint32_t from, uint32_t *ends) { PLACES_BODY }
static inline uint64_t prefix_xor_plain(uint64_t mask) {
    for (int shift = 1; shift < 64; shift *= 2) mask ^= mask << shift;
    return mask;
}
#include "Scans.h"
#define CALL(name, ...) name##_plain(__VA_ARGS__)
#endif

cscan_frame_result cscan_frame(const uint8_t *bytes, size_t count, cscan_dialect dialect) {
    return CALL(frame, bytes, count, dialect);
}

cscan_index_result cscan_index(
    const uint8_t *bytes, size_t from, size_t to, cscan_dialect dialect, cscan_index_output output) {
    return CALL(index, bytes, from, to, dialect, output);
}

size_t cscan_count(const uint8_t *bytes, size_t count, uint8_t wanted) { return CALL(count, bytes, count, wanted); }

size_t cscan_scalars(const uint8_t *bytes, size_t count) { return CALL(scalars, bytes, count); }

size_t cscan_invalid_utf8(const uint8_t *bytes, size_t count) {
    size_t at = 0;
    while (at < count) {
        if (at + 8 <= count && (load8(bytes + at) & 0x8080808080808080u) == 0) {
            at += 8;
            continue;
        }
        size_t length = sequence_length(bytes + at);
        if (length == 0 || at + length > count) return at;
        at += length;
    }
    return CSCAN_NONE;
}

// The end of the quoted field whose quote is at `at`: the position after the closing quote, or `count` when none closes it.
static inline size_t after_quoted(
    const uint8_t *bytes, size_t at, size_t count, cscan_dialect dialect, int *spans, int *closed) {
    *spans = 0, *closed = 0;
    for (at++; at < count; at++) {
        if (bytes[at] == dialect.newline) *spans = 1;
        if (bytes[at] != dialect.quote) continue;
        if (at + 1 < count && bytes[at + 1] == dialect.quote) {
            at++;
            continue;
        }
        *closed = 1;
        return at + 1;
    }
    return count;
}

// Whether only blanks (and the CR of a CRLF) lie between a closing quote and the end of its field.
static inline int ends_cleanly(const uint8_t *bytes, size_t at, size_t count, cscan_dialect dialect) {
    while (at < count && bytes[at] != dialect.newline && (bytes[at] == ' ' || bytes[at] == '\r')) at++;
    return at >= count || bytes[at] == dialect.separator || bytes[at] == dialect.newline;
}

cscan_frame_result cscan_frame_bytewise(
    const uint8_t *bytes, size_t count, cscan_dialect dialect, int at_end, size_t limit, uint32_t *orphans,
    size_t *orphan_count) {
    cscan_frame_result result = {.irregular = 1};
    size_t room = *orphan_count, found = 0, at = 0;
    int field_start = 1;
    while (at < count) {
        uint8_t byte = bytes[at];
        if (byte == dialect.quote && field_start && dialect.quoting) {
            int spans, closed;
            size_t end = after_quoted(bytes, at, count, dialect, &spans, &closed);
            int orphan = closed ? end - at > limit || (spans && !ends_cleanly(bytes, end, count, dialect))
                                : at_end || end - at > limit;
            if (orphan) {
                if (found == room) break;
                orphans[found++] = (uint32_t)at;
                at++;
            } else if (closed) {
                at = end;
            } else {
                result.open = 1;
                break;
            }
            field_start = 0;
            continue;
        }
        field_start = byte == dialect.separator || byte == dialect.newline;
        if (byte == dialect.newline) result.boundary = at + 1;
        at++;
    }
    result.lines = cscan_count(bytes, result.boundary, dialect.newline);
    *orphan_count = found;
    return result;
}

cscan_index_result cscan_index_bytewise(
    const uint8_t *bytes, size_t from, size_t to, cscan_dialect dialect, const uint32_t *orphans, size_t orphan_count,
    cscan_index_output output) {
    cscan_index_result result = {.invalid = CSCAN_NONE};
    size_t at = from, next_orphan = 0, digits = 0;
    uint32_t lines = 0;
    int field_start = 1, quoted = 0;
    while (next_orphan < orphan_count && orphans[next_orphan] < from) next_orphan++;
    while (at < to) {
        uint8_t byte = bytes[at];
        if (byte >= 0x80) {
            size_t length = sequence_length(bytes + at);
            if (length == 0 || at + length > to) {
                result.invalid = at;
                break;
            }
            if (digits >= 6 && is_century_sign(bytes + at)) suspect(output, &result, at, CSCAN_SUSPECT_IDENTITY);
            at += length, digits = 0, field_start = 0;
            continue;
        }
        if (is_digit(byte)) {
            int starts = digits == 0 && (byte == '0' || (at > from && bytes[at - 1] == '+'));
            if (starts && may_be_phone(bytes, from, at, to)) suspect(output, &result, at, CSCAN_SUSPECT_PHONE);
            digits++;
        } else {
            if (digits >= 6 && is_century_sign(bytes + at)) suspect(output, &result, at, CSCAN_SUSPECT_IDENTITY);
            digits = 0;
            if (byte == '@') suspect(output, &result, at, CSCAN_SUSPECT_ADDRESS);
            if (byte == 0) suspect(output, &result, at, CSCAN_SUSPECT_NUL);
        }
        int started = field_start;
        field_start = 0;
        lines += byte == dialect.newline;
        if (quoted) {
            if (byte == dialect.quote) {
                if (at + 1 < to && bytes[at + 1] == dialect.quote) at++;
                else quoted = 0;
            }
        } else if (byte == dialect.quote && started && dialect.quoting) {
            if (next_orphan < orphan_count && orphans[next_orphan] == at) next_orphan++;
            else quoted = 1;
        } else if (byte == dialect.separator || byte == dialect.newline) {
            output.ends[result.fields] = (uint32_t)at;
            if (byte == dialect.newline) {
                output.record_ends[result.records] = (uint32_t)result.fields;
                output.record_lines[result.records++] = lines;
            }
            result.fields++;
            field_start = 1;
        }
        at++;
    }
    return result;
}

size_t cscan_widen(
    const uint8_t *bytes, size_t count, const uint8_t (*table)[4], uint8_t *output, size_t *undefined) {
    uint8_t *to = output;
    size_t at = 0;
    while (at < count) {
        if (at + 8 <= count) {
            uint64_t eight = load8(bytes + at);
            if ((eight & 0x8080808080808080u) == 0) {
                memcpy(to, &eight, 8);
                to += 8, at += 8;
                continue;
            }
        }
        uint8_t byte = bytes[at];
        if (byte < 0x80) {
            *to++ = byte;
        } else {
            const uint8_t *entry = table[byte - 0x80];
            if (entry[3] == 0) {
                *undefined = at;
                return CSCAN_NONE;
            }
            memcpy(to, entry, 3);
            to += entry[3];
        }
        at++;
    }
    return (size_t)(to - output);
}
