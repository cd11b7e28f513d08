// The fuzzer as a library, which clang links with -fsanitize=fuzzer. Source: LLVM, "libFuzzer",
// "Using libFuzzer as a library".
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(
    int *argc, char ***argv, int (*test_one_input)(const uint8_t *start, size_t count));
