#include "pw_memory.h"
#include "pw_faults.h"
#include <algorithm>

namespace pw {

uint8_t* Memory::make(uint64_t number) {
    if (uint8_t* page = find(number)) return page;
    std::unique_ptr<Page>& page = m_pages[number];
    page = std::make_unique<Page>();
    m_last_number = number;
    m_last = page->bytes;
    return m_last;
}

void Memory::write(uint64_t address, uint64_t data, uint8_t strobe) {
    if (strobe == 0) return;
    uint8_t* target = make(address >> PAGE_BITS) + (address & (PAGE - 1) & ~7ULL);
    if (strobe == 0xFF) {
        std::memcpy(target, &data, 8);
        return;
    }
    for (unsigned i = 0; i < 8; ++i) {
        if (strobe >> i & 1) target[i] = static_cast<uint8_t>(data >> (8 * i));
    }
}

void Memory::copy_in(uint64_t address, const uint8_t* bytes, size_t length) {
    while (length != 0) {
        const size_t part = std::min<uint64_t>(length, PAGE - (address & (PAGE - 1)));
        std::memcpy(make(address >> PAGE_BITS) + (address & (PAGE - 1)), bytes, part);
        address += part;
        bytes += part;
        length -= part;
    }
}

void Memory::copy_out(uint64_t address, uint8_t* bytes, size_t length) {
    while (length != 0) {
        const size_t part = std::min<uint64_t>(length, PAGE - (address & (PAGE - 1)));
        const uint8_t* page = find(address >> PAGE_BITS);
        if (page) {
            std::memcpy(bytes, page + (address & (PAGE - 1)), part);
        } else {
            std::memset(bytes, 0, part);
        }
        address += part;
        bytes += part;
        length -= part;
    }
}

void Memory::watch(unsigned port, uint32_t id, uint64_t address, uint64_t bytes) {
    for (Watch& watch : m_watches) {
        if (watch.port == port && watch.id == id) {
            watch.first = address;
            watch.bytes = bytes;
            return;
        }
    }
    m_watches.push_back({port, id, address, bytes});
}

bool Memory::watched(unsigned port, uint32_t id, uint64_t address, uint64_t bytes) const {
    return std::any_of(m_watches.begin(), m_watches.end(), [&](const Watch& watch) {
        return watch.port == port && watch.id == id && watch.first == address && watch.bytes == bytes;
    });
}

void Memory::touched(uint64_t address, uint64_t bytes) {
    if (m_watches.empty()) return;
    const auto gone = std::remove_if(m_watches.begin(), m_watches.end(), [&](const Watch& watch) {
        return watch.first < address + bytes && address < watch.first + watch.bytes;
    });
    m_watches.erase(gone, m_watches.end());
}

void Faults::add(const Region& region) {
    if (region.kind != FaultKind::HEAL) {
        m_regions.push_back({region, false});
        return;
    }
    const auto gone = std::remove_if(m_regions.begin(), m_regions.end(), [&](const Entry& entry) {
        return region.first <= entry.region.first && entry.region.last <= region.last;
    });
    m_regions.erase(gone, m_regions.end());
}

FaultKind Faults::at(uint64_t first, uint64_t last, uint32_t access, unsigned port) {
    for (auto entry = m_regions.rbegin(); entry != m_regions.rend(); ++entry) {
        const Region& region = entry->region;
        if (first <= region.last && region.first <= last && (region.accesses & access) && (region.ports >> port & 1)) {
            entry->used = true;
            return region.kind;
        }
    }
    return FaultKind::HEAL;
}

void Faults::burst_done() {
    for (size_t i = m_regions.size(); i-- > 0;) {
        Entry& entry = m_regions[i];
        if (!entry.used) continue;
        entry.used = false;
        if (entry.region.count != 0 && --entry.region.count == 0) {
            m_regions.erase(m_regions.begin() + static_cast<std::ptrdiff_t>(i));
        }
    }
}

}  // namespace pw
