#pragma once

// Exchanges two names in one step (Linux renameat2 with RENAME_EXCHANGE); 0 when done, -1 with errno otherwise.
int csystem_exchange(const char *first, const char *second);

// Asks the system to begin writing a file's changed pages to the disk, and does not wait for it (Linux sync_file_range);
// 0 when asked, -1 with errno otherwise. It promises nothing: only a sync does.
int csystem_start_writing(int file);
