// Seeded random streams. One base seed; a stream per name, so that a new stream does not shift the others.
#ifndef PW_RANDOM_H
#define PW_RANDOM_H
#include <cstdint>

namespace pw {

class Random {
public:
    Random(uint64_t base, const char* name) {
        uint64_t hash = 0xCBF29CE484222325ULL;
        for (const char* c = name; *c; ++c) hash = (hash ^ static_cast<uint8_t>(*c)) * 0x100000001B3ULL;
        m_state = base;
        m_state = next() ^ hash;
        next();
    }

    uint64_t next() {
        m_state += 0x9E3779B97F4A7C15ULL;
        uint64_t z = m_state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    // Nothing is drawn for a probability of zero.
    bool permille(uint32_t probability) { return probability != 0 && below(1000) < probability; }

    // 0 to bound - 1.
    uint64_t below(uint64_t bound) {
        return static_cast<uint64_t>((static_cast<unsigned __int128>(next()) * bound) >> 64);
    }

    // Both ends included; nothing is drawn if they are equal.
    uint64_t between(uint64_t low, uint64_t high) { return low == high ? low : low + below(high - low + 1); }

private:
    uint64_t m_state;
};

}  // namespace pw

#endif
