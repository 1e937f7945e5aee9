#pragma once
#include <zlib.h>

// inflateInit2 is a macro, which Swift does not see; 16 asks for gzip's own header and checksum (zlib.h).
static inline int czlib_begin_gzip(z_stream *stream) { return inflateInit2(stream, 16 + MAX_WBITS); }
