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

// Bytes are a multiple of 8. Four lanes that do not wait for one another, each word multiplied with its place.
inline uint64_t hash_words(const void* data, size_t bytes) {
    const uint8_t* p = static_cast<const uint8_t*>(data);
    uint64_t lane[4] = {0x8EBC6AF09C88C6E3ULL, 0x589965CC75374CC3ULL, 0x2D358DCCAA6C78A5ULL, 0x8BB84B93962EACC9ULL};
    size_t i = 0;
    for (; i + 64 <= bytes; i += 64) {
        uint64_t w[8];
        std::memcpy(w, p + i, 64);
        lane[0] = fold(w[0] ^ lane[0], w[1] ^ 0xE7037ED1A0B428DBULL);
        lane[1] = fold(w[2] ^ lane[1], w[3] ^ 0x1D8E4E27C47D124FULL);
        lane[2] = fold(w[4] ^ lane[2], w[5] ^ 0xEB44ACCAB455D165ULL);
        lane[3] = fold(w[6] ^ lane[3], w[7] ^ 0x9C6E6877736C46E3ULL);
    }
    for (; i < bytes; i += 8) {
        uint64_t w;
        std::memcpy(&w, p + i, 8);
        lane[0] = fold(w ^ lane[0], 0xE7037ED1A0B428DBULL);
    }
    return fold(fold(lane[0], lane[1] ^ 0xA0761D6478BD642FULL), fold(lane[2], lane[3] ^ 0xA0761D6478BD642FULL) | 1);
}

}  // namespace pw

#endif
