// The record hash: a chain over the pins of every cycle and over every event.
#ifndef PW_HASH_H
#define PW_HASH_H
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace pw {

inline uint64_t fold(uint64_t a, uint64_t b) {
    const unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

inline uint64_t chain(uint64_t hash, uint64_t value) {
    return fold(hash ^ 0x9E3779B97F4A7C15ULL, value ^ 0xD6E8FEB86659FD93ULL);
}

// Bytes are a multiple of 8. Two lanes, each word multiplied with its place.
inline uint64_t hash_words(const void* data, size_t bytes) {
    const uint8_t* p = static_cast<const uint8_t*>(data);
    uint64_t a = 0x8EBC6AF09C88C6E3ULL;
    uint64_t b = 0x589965CC75374CC3ULL;
    size_t i = 0;
    for (; i + 32 <= bytes; i += 32) {
        uint64_t w[4];
        std::memcpy(w, p + i, 32);
        a = fold(w[0] ^ a, w[1] ^ 0xE7037ED1A0B428DBULL);
        b = fold(w[2] ^ b, w[3] ^ 0x1D8E4E27C47D124FULL);
    }
    for (; i < bytes; i += 8) {
        uint64_t w;
        std::memcpy(&w, p + i, 8);
        a = fold(w ^ a, 0xE7037ED1A0B428DBULL);
    }
    return fold(a, b ^ 0xA0761D6478BD642FULL);
}

}  // namespace pw

#endif
