// Regions of memory that fail or are poisoned.
#ifndef PW_FAULTS_H
#define PW_FAULTS_H
#include <cstdint>
#include <vector>

namespace pw {

// Append only; dev.pagewalk.bridge.command.MemoryFault.Kind has the same list.
enum class FaultKind : uint32_t { HEAL, DECERR, SLVERR, POISON };

class Faults {
public:
    struct Region {
        FaultKind kind;
        uint64_t first;
        uint64_t last;
        uint32_t accesses;
        uint32_t ports;
        uint32_t count;
    };

    static constexpr uint32_t READS = 1;
    static constexpr uint32_t WRITES = 2;

    bool empty() const { return m_regions.empty(); }
    void add(const Region& region);
    // What bytes first to last get; the newest region decides. Answers HEAL if nothing is wrong.
    FaultKind at(uint64_t first, uint64_t last, uint32_t access, unsigned port);
    // A burst is over: regions that it used up are gone.
    void burst_done();

private:
    struct Entry {
        Region region;
        bool used;
    };
    std::vector<Entry> m_regions;
};

}  // namespace pw

#endif
