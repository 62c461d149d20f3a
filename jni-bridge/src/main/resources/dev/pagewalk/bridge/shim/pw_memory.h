// Sparse memory over 2^64 in pages of 4 KiB, and the exclusive monitors of all its ports. [AXI A7.2]
#ifndef PW_MEMORY_H
#define PW_MEMORY_H
#include <cstdint>
#include <cstring>
#include <memory>
#include <unordered_map>
#include <vector>

namespace pw {

class Memory {
public:
    static constexpr unsigned PAGE_BITS = 12;
    static constexpr uint64_t PAGE = 1ULL << PAGE_BITS;

    // The aligned doubleword that holds the address; never written memory is zero.
    uint64_t read(uint64_t address) {
        const uint8_t* page = find(address >> PAGE_BITS);
        if (!page) return 0;
        uint64_t value;
        std::memcpy(&value, page + (address & (PAGE - 1) & ~7ULL), 8);
        return value;
    }

    void write(uint64_t address, uint64_t data, uint8_t strobe);
    void copy_in(uint64_t address, const uint8_t* bytes, size_t length);
    void copy_out(uint64_t address, uint8_t* bytes, size_t length);

    // An exclusive read watches the bytes that it reads.
    void watch(unsigned port, uint32_t id, uint64_t address, uint64_t bytes);
    // Whether an exclusive write of these bytes may be done.
    bool watched(unsigned port, uint32_t id, uint64_t address, uint64_t bytes) const;
    // Any write ends every watch that it touches.
    void touched(uint64_t address, uint64_t bytes);
    void forget_watches() { m_watches.clear(); }

private:
    struct Page {
        uint8_t bytes[PAGE];
    };
    struct Watch {
        unsigned port;
        uint32_t id;
        uint64_t first;
        uint64_t bytes;
    };

    uint8_t* find(uint64_t number) {
        if (number == m_last_number) return m_last;
        const auto found = m_pages.find(number);
        if (found == m_pages.end()) return nullptr;
        m_last_number = number;
        m_last = found->second->bytes;
        return m_last;
    }

    uint8_t* make(uint64_t number);

    std::unordered_map<uint64_t, std::unique_ptr<Page>> m_pages;
    uint64_t m_last_number = ~0ULL;
    uint8_t* m_last = nullptr;
    std::vector<Watch> m_watches;
};

}  // namespace pw

#endif
