// The C ABI of a model library. Every function but pw_version and the two text functions answers a status.
#ifndef PW_ABI_H
#define PW_ABI_H
#include <cstdint>

#define PW_ABI 1
#define PW_API extern "C" __attribute__((visibility("default")))

// Append only; dev.pagewalk.bridge.BridgeStatus has the same list.
enum PwStatus : int {
    PW_OK = 0,
    PW_ARGUMENT = 1,
    PW_STATE = 2,
    PW_FINISH = 3,
    PW_STOP = 4,
    PW_FATAL = 5,
    PW_EXCEPTION = 6,
    PW_MEMORY = 7,
    PW_IO = 8,
    PW_UNSUPPORTED = 9
};

PW_API int pw_version(void);
PW_API int pw_describe(char* buffer, int capacity);
PW_API int pw_open(const void* options, int bytes, int64_t* handle);
PW_API int pw_close(int64_t handle);
PW_API int pw_error(int64_t handle, char* buffer, int capacity);
PW_API int pw_advance(int64_t handle, int64_t max_cycles, int stop_mask);
PW_API int pw_peek(int64_t handle, int64_t address, void* buffer, int length);
PW_API int pw_wave(int64_t handle, const char* path, int64_t from, int64_t to);

#endif
