// AXI5 AtomicCompare of up to 8 bytes on a bus of 8. [AXI5 A6.4]
#ifndef PW_ATOMIC_H
#define PW_ATOMIC_H
#include "pw_bench.h"

namespace pw {

// One compare-and-swap. The value at the half of the data that the address names is compared, the other one is stored.
struct AtomicCompare {
    static constexpr uint8_t OPERATION = 0b110001;
    static constexpr uint8_t INCR = 1;
    static constexpr uint8_t WRAP = 2;

    uint64_t address;
    unsigned bytes;
    uint64_t expected;
    uint64_t desired;

    static uint64_t mask(unsigned bytes) { return bytes == 8 ? ~0ULL : (1ULL << (8 * bytes)) - 1; }

    static bool is(const Address& a) { return a.atop != 0; }

    // An AtomicCompare of a length, size, alignment and burst type that the standard allows, all lanes written.
    static bool legal(const Address& a, const std::vector<Beat>& beats) {
        const unsigned total = (a.len + 1u) << a.size;
        const bool fits = (a.len == 0 && a.size >= 1 && a.size <= 3) || (a.len == 1 && a.size == 3);
        if (a.atop != OPERATION || a.lock || !fits || a.address % (total / 2) != 0) return false;
        if (a.burst != ((a.address & (total / 2)) ? WRAP : INCR)) return false;
        const unsigned window = total >= 8 ? 0xFF : ((1u << total) - 1) << (a.address & 7 & ~(total - 1));
        for (const Beat& beat : beats) {
            if (beat.strobe != window) return false;
        }
        return true;
    }

    static AtomicCompare of(const Address& a, const std::vector<Beat>& beats) {
        const unsigned total = (a.len + 1u) << a.size;
        const unsigned half = total / 2;
        uint64_t first = beats[0].data;
        uint64_t second = beats.back().data;
        if (a.len == 0) {
            first >>= 8 * (a.address & 7 & ~(total - 1));
            second = first >> (8 * half);
        }
        const bool upper = (a.address & half) != 0;
        return {a.address, half, (upper ? second : first) & mask(half), (upper ? first : second) & mask(half)};
    }

    unsigned shift() const { return 8 * static_cast<unsigned>(address & 7); }
    uint8_t strobe() const { return static_cast<uint8_t>(((1u << bytes) - 1) << (address & 7)); }
    // What a doubleword of memory holds at the address.
    uint64_t value(uint64_t doubleword) const { return doubleword >> shift() & mask(bytes); }
};

}  // namespace pw

#endif
