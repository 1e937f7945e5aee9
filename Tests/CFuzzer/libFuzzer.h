// What libFuzzer offers a program that has a main of its own (https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library).
// It is linked in by `-sanitize=fuzzer` alone.
#pragma once

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *_Nonnull argc, char *_Nullable *_Nonnull *_Nonnull argv,
                        int (*_Nonnull callback)(const uint8_t *_Nullable data, size_t size));

size_t LLVMFuzzerMutate(uint8_t *_Nonnull data, size_t size, size_t most);
