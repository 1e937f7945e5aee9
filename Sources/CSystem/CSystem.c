#define _GNU_SOURCE
#include "CSystem.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

int csystem_exchange(const char *first, const char *second) {
#ifdef RENAME_EXCHANGE
    return renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE);
#else
    (void)first, (void)second;
    errno = ENOSYS;
    return -1;
#endif
}

int csystem_start_writing(int file) {
#ifdef SYNC_FILE_RANGE_WRITE
    return sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE);
#else
    (void)file;
    errno = ENOSYS;
    return -1;
#endif
}
