#pragma once
#include <expat.h>
#include <string.h>

/* GNU and BSD libraries have memmem, but headers hide it unless asked in time. */
void *memmem(const void *, size_t, const void *, size_t);

/// The first place of some bytes among others; null when they are not there.
static inline const void *_Nullable kaiku_find_bytes(
    const void *_Nonnull bytes, size_t count, const void *_Nonnull wanted, size_t wanted_count) {
    return memmem(bytes, count, wanted, wanted_count);
}
