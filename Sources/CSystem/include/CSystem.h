#pragma once

// Exchanges two names in one step (Linux renameat2 with RENAME_EXCHANGE); 0 when done, -1 with errno otherwise.
int csystem_exchange(const char *first, const char *second);
