// The scans, written once and included for each vector kind: NAMED gives its names, TARGET its processor features, BLOCK
// its 64 bytes. No include guard: that is the point.

TARGET static cscan_frame_result NAMED(frame)(const uint8_t *bytes, size_t count, cscan_dialect dialect) {
    cscan_frame_result result = {0};
    uint64_t inside = 0, after_closing = 0, after_delimiter = 1, irregular = 0, last_mask = 0;
    uint64_t quoting = dialect.quoting ? ~(uint64_t)0 : 0;
    size_t last_block = 0, lines = 0;
    for (size_t at = 0; at < count; at += 64) {
        BLOCK block;
        NAMED(load)(block, bytes + at);
        uint64_t newline = NAMED(equal)(block, dialect.newline), quote = NAMED(equal)(block, dialect.quote) & quoting;
        if (at + 64 > count) {
            uint64_t keep = ((uint64_t)1 << (count - at)) - 1;
            newline &= keep, quote &= keep;
        }
        lines += (size_t)__builtin_popcountll(newline);
        uint64_t outside;
        if ((quote | inside | after_closing) == 0) {
            outside = newline;
            // A quote that opens the next block is in its place only after a separator or newline, or at the very start.
            uint8_t last = bytes[at + 63];
            after_delimiter = last == dialect.separator || last == dialect.newline;
        } else {
            uint64_t in = NAMED(prefix_xor)(quote) ^ inside;
            uint64_t delimiter = newline | NAMED(equal)(block, dialect.separator);
            uint64_t opening = quote & in, closing = quote & ~in;
            uint64_t may_open = (delimiter | closing) << 1 | after_delimiter | after_closing;
            uint64_t must_end = closing << 1 | after_closing;
            // A CR may follow a closing quote only as the first half of a CRLF.
            uint64_t pair = newline >> 1 | (uint64_t)(bytes[at + 64] == dialect.newline) << 63;
            uint64_t may_end = delimiter | quote | (NAMED(equal)(block, '\r') & pair);
            if (at + 64 > count) may_end |= ~(((uint64_t)1 << (count - at)) - 1);
            irregular |= (opening & ~may_open) | (must_end & ~may_end);
            after_delimiter = delimiter >> 63, after_closing = closing >> 63;
            inside = (uint64_t)((int64_t)in >> 63);
            outside = newline & ~in;
        }
        last_block = outside ? at : last_block;
        last_mask = outside ? outside : last_mask;
    }
    result.boundary = last_mask ? last_block + 64 - (size_t)__builtin_clzll(last_mask) : 0;
    result.open = inside != 0;
    result.irregular = irregular != 0;
    // The rest is part of the next chunk, so its lines are counted there.
    for (size_t at = result.boundary; at < count; at++) lines -= bytes[at] == dialect.newline;
    result.lines = lines;
    return result;
}

TARGET static cscan_index_result NAMED(index)(
    const uint8_t *bytes, size_t from, size_t to, cscan_dialect dialect, cscan_index_output output) {
    cscan_index_result result = {.invalid = CSCAN_NONE};
    uint64_t inside = 0, digits_before = 0, pairs_before = 0;
    uint64_t starts_before = 0, plus_before = 0, plain_before = 0, two_before = 0, four_before = 0;
    uint64_t letters_before = 0;
    uint64_t quoting = dialect.quoting ? ~(uint64_t)0 : 0;
    uint32_t *ends = output.ends;
    size_t lines = 0, valid_to = from;
    for (size_t at = from; at < to; at += 64) {
        BLOCK block;
        NAMED(load)(block, bytes + at);
        uint64_t keep = at + 64 > to ? ((uint64_t)1 << (to - at)) - 1 : ~(uint64_t)0;
        uint64_t quote = NAMED(equal)(block, dialect.quote) & keep & quoting;
        uint64_t newline = NAMED(equal)(block, dialect.newline) & keep;
        uint64_t in = NAMED(prefix_xor)(quote) ^ inside;
        inside = (uint64_t)((int64_t)in >> 63);
        uint64_t records = newline & ~in;
        uint64_t fields = (NAMED(equal)(block, dialect.separator) & keep & ~in) | records;

        uint64_t high_bytes = NAMED(high)(block) & keep, high = high_bytes;
        if (high) {
            if (valid_to > at) high &= valid_to - at >= 64 ? 0 : ~(uint64_t)0 << (valid_to - at);
            uint64_t continuing = NAMED(continuing)(block) & high, leading = high & ~continuing;
            // Most text of ours has only sequences of two bytes: each leading byte C2–DF has one after it.
            uint64_t two = NAMED(leading_two)(block) & high;
            if (leading != two || continuing != two << 1 || two >> 63) {
                size_t position = at + (size_t)__builtin_ctzll(high), stop = at + 64 < to ? at + 64 : to;
                while (position < stop) {
                    size_t length = sequence_length(bytes + position);
                    if (length == 0 || position + length > to) {
                        result.invalid = position;
                        goto finished;
                    }
                    position += length;
                }
                valid_to = position;
            }
        }

        uint64_t digits = NAMED(digits)(block) & keep;
        uint64_t pairs = digits & (digits << 1 | digits_before >> 63);
        // Bit p: the bytes p − 5 … p are digits.
        uint64_t six = pairs & (pairs << 2 | pairs_before >> 62) & (pairs << 4 | pairs_before >> 60);
        // Bit p: a phone number may start at p − 8, and the bytes p − 7 … p are such as it is written with: none is shorter.
        uint64_t plus = NAMED(equal)(block, '+') & keep;
        uint64_t letters = NAMED(letters)(block), none = digits | letters;
        uint64_t starts = digits & ~(none << 1 | digits_before >> 63 | letters_before)
                          & (NAMED(equal)(block, '0') | plus << 1 | plus_before);
        uint64_t plain = ((NAMED(plain)(block) & ~fields) | high_bytes) & keep;
        uint64_t two = plain & (plain << 1 | plain_before >> 63), four = two & (two << 2 | two_before >> 62);
        uint64_t phone = (starts << 8 | starts_before >> 56) & four & (four << 4 | four_before >> 60);
        starts_before = starts, plus_before = plus >> 63, letters_before = letters >> 63;
        plain_before = plain, two_before = two, four_before = four;
        digits_before = digits, pairs_before = pairs;
        uint64_t address = NAMED(equal)(block, '@') & keep, nul = NAMED(equal)(block, 0) & keep;
        if (six | address | nul | phone) {
            for (; phone; phone &= phone - 1) {
                size_t first = at + (size_t)__builtin_ctzll(phone) - 8;
                if (may_be_phone(bytes, from, first, to)) suspect(output, &result, first, CSCAN_SUSPECT_PHONE);
            }
            for (; six; six &= six - 1) {
                size_t sign = at + (size_t)__builtin_ctzll(six) + 1;
                if (sign < to && is_century_sign(bytes + sign)) suspect(output, &result, sign, CSCAN_SUSPECT_IDENTITY);
            }
            for (; address; address &= address - 1)
                suspect(output, &result, at + (size_t)__builtin_ctzll(address), CSCAN_SUSPECT_ADDRESS);
            for (; nul; nul &= nul - 1)
                suspect(output, &result, at + (size_t)__builtin_ctzll(nul), CSCAN_SUSPECT_NUL);
        }

        // The first record end of a block is written whether there is one or not: most blocks have one or none.
        uint32_t found = (uint32_t)(ends - output.ends) - 1;
        uint64_t rest = records;
        do {
            uint64_t through = rest ^ (rest - 1);
            output.record_ends[result.records] = found + (uint32_t)__builtin_popcountll(fields & through);
            output.record_lines[result.records] = (uint32_t)(lines + (size_t)__builtin_popcountll(newline & through));
            result.records += rest != 0;
            rest &= rest - 1;
        } while (__builtin_expect(rest != 0, 0));
        lines += (size_t)__builtin_popcountll(newline);

        ends = NAMED(places)(fields, (uint32_t)at, ends);
    }
finished:
    result.fields = (size_t)(ends - output.ends);
    return result;
}

TARGET static size_t NAMED(count)(const uint8_t *bytes, size_t count, uint8_t wanted) {
    size_t found = 0;
    for (size_t at = 0; at < count; at += 64) {
        BLOCK block;
        NAMED(load)(block, bytes + at);
        uint64_t mask = NAMED(equal)(block, wanted);
        if (at + 64 > count) mask &= ((uint64_t)1 << (count - at)) - 1;
        found += (size_t)__builtin_popcountll(mask);
    }
    return found;
}

TARGET static size_t NAMED(scalars)(const uint8_t *bytes, size_t count) {
    size_t found = 0;
    for (size_t at = 0; at < count; at += 64) {
        BLOCK block;
        NAMED(load)(block, bytes + at);
        uint64_t mask = ~NAMED(continuing)(block);
        if (at + 64 > count) mask &= ((uint64_t)1 << (count - at)) - 1;
        found += (size_t)__builtin_popcountll(mask);
    }
    return found;
}
