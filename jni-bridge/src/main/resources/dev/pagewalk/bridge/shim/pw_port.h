// AXI4 memory subordinate, reading half, and what both halves share.
#ifndef PW_PORT_H
#define PW_PORT_H
#include "pw_bench.h"
#include "pw_faults.h"
#include "pw_memory.h"
#include "pw_random.h"

namespace pw {

struct PortTiming {
    uint32_t min_latency = 4;
    uint32_t max_latency = 4;
    uint32_t address_stall = 0;
    uint32_t data_stall = 0;
    uint32_t response_stall = 0;
    uint32_t capacity = 64;
    uint32_t options = 0;
};

// What the three subordinates share: the memory, its faults, and the capacity where it is shared.
struct SharedMemory {
    Memory memory;
    Faults faults;
    uint32_t shared_open = 0;
};

// One subordinate as both of its halves see it.
struct Port {
    Bench& bench;
    SharedMemory& shared;
    unsigned number;
    PortTiming timing;
    uint32_t open = 0;

    void opened() {
        ++open;
        if (timing.options & PW_SHARED) ++shared.shared_open;
    }

    void closed() {
        --open;
        if ((timing.options & PW_SHARED) && shared.shared_open != 0) --shared.shared_open;
    }

    // Whether a half may take an address in this cycle. Near the limit only one taker is asked per cycle, in turn.
    bool may_take(bool write) const {
        const bool all = (timing.options & PW_SHARED) != 0;
        const uint32_t taken = all ? shared.shared_open : open;
        const uint32_t takers = all ? 6 : 2;
        if (taken >= timing.capacity) return false;
        if (timing.capacity - taken >= takers) return true;
        return m_turn(all ? number * 2 + write : write, takers);
    }

private:
    bool m_turn(uint32_t taker, uint32_t takers) const { return bench.cycle % takers == taker; }
};

// The bytes of one beat of a burst. [AXI A3.4.1]
struct BeatSpan {
    uint64_t first;
    uint64_t last;

    uint64_t lanes() const { return first & ~7ULL; }
    uint8_t mask() const {
        const unsigned low = first & 7;
        const unsigned count = static_cast<unsigned>(last - first) + 1;
        return static_cast<uint8_t>(((1u << count) - 1) << low);
    }
};

inline BeatSpan span_of(const Address& a, unsigned beat) {
    const uint64_t bytes = 1ULL << (a.size < 3 ? a.size : 3);
    const uint64_t aligned = a.address & ~(bytes - 1);
    uint64_t start = aligned + beat * bytes;
    if (a.burst == 0) start = aligned;
    if (a.burst == 2) {
        const uint64_t total = bytes * (a.len + 1u);
        const uint64_t base = a.address / total * total;
        start = base + (aligned - base + beat * bytes) % total;
    }
    const bool unaligned = beat == 0 || a.burst == 0;
    return {unaligned ? start + (a.address - aligned) : start, start + bytes - 1};
}

inline uint64_t mask_bytes(uint64_t data, uint8_t strobe) {
    uint64_t mask = 0;
    for (unsigned i = 0; i < 8; ++i) {
        if (strobe >> i & 1) mask |= 0xFFULL << (8 * i);
    }
    return data & mask;
}

inline PwEvent memory_event(PwEventKind kind, const Port& port, const Address& a, unsigned beat) {
    PwEvent event{};
    event.kind = kind;
    event.port = static_cast<uint16_t>(port.number);
    event.address = span_of(a, beat).lanes();
    event.id = a.id;
    event.beat = static_cast<uint16_t>(beat);
    event.flags = (kind == PW_MEMORY_WRITE ? PW_EVENT_WRITE : 0) | (beat == a.len ? PW_EVENT_LAST : 0)
        | (a.lock ? PW_EVENT_EXCLUSIVE : 0);
    event.user = static_cast<uint32_t>(a.user);
    event.len = a.len;
    event.size = a.size;
    event.burst = a.burst;
    event.cache = a.cache;
    event.prot = a.prot;
    event.qos = a.qos;
    event.lock = a.lock;
    return event;
}

inline uint8_t response_of(FaultKind fault) {
    return fault == FaultKind::DECERR ? PW_DECERR : fault == FaultKind::SLVERR ? PW_SLVERR : PW_OKAY;
}

// Which of the waiting bursts commits next: the oldest, or with reordering any whose time has come and that has no
// older one of its id. Answers the size if none may.
template <class Queue>
size_t choose(const Queue& queue, uint64_t cycle, bool reorder, Random& random) {
    if (queue.empty()) return 0;
    if (!reorder || queue.size() == 1) return queue.front().ready_at <= cycle ? 0 : queue.size();
    size_t found = queue.size();
    uint64_t seen = 0;
    for (size_t i = 0; i < queue.size(); ++i) {
        if (queue[i].ready_at > cycle) continue;
        bool older = false;
        for (size_t k = 0; k < i && !older; ++k) older = queue[k].address.id == queue[i].address.id;
        if (!older && random.below(++seen) == 0) found = i;
    }
    return found;
}

template <class P>
class PortReader {
public:
    PortReader(Port& port, uint64_t seed, const char* name) : m_port(port), m_random(seed, name) {}

    bool busy() const { return !m_waiting.empty() || !m_active.empty() || m_valid; }

    void reset(PwTop& top) {
        m_waiting.clear();
        m_active.clear();
        m_ready = m_valid = false;
        P::set_arready(top, 0);
        P::set_rvalid(top, 0);
    }

    void drive(PwTop& top) {
        m_ready = m_port.may_take(false) && !m_random.permille(m_port.timing.address_stall);
        P::set_arready(top, m_ready);
        if (!m_valid && !m_active.empty() && !m_random.permille(m_port.timing.response_stall)) offer(top);
        P::set_rvalid(top, m_valid);
    }

    // The old value that an atomic transaction returns: a burst of one beat.
    void give(uint32_t id, uint64_t data, uint8_t response, bool poison) {
        m_port.opened();
        m_active.push_back({id, {{data, response, poison}}, 0});
    }

    void observe(PwTop& top) {
        if (m_valid && P::get_rready(top)) taken();
        if (m_ready && P::get_arvalid(top)) accept(top);
        commit();
    }

private:
    struct Waiting {
        Address address;
        uint64_t ready_at;
    };
    struct ReadBeat {
        uint64_t data;
        uint8_t response;
        bool poison;
    };
    struct Active {
        uint32_t id;
        std::vector<ReadBeat> beats;
        size_t next;
    };

    static constexpr size_t AHEAD = 2;
    static constexpr size_t INTERLEAVED = 4;

    bool interleaves() const { return (m_port.timing.options & PW_INTERLEAVE) != 0; }

    void accept(PwTop& top) {
        Address a{};
        a.address = P::get_araddr(top);
        a.user = P::get_aruser(top);
        a.id = static_cast<uint32_t>(P::get_arid(top));
        a.len = static_cast<uint8_t>(P::get_arlen(top));
        a.size = static_cast<uint8_t>(P::get_arsize(top));
        a.burst = static_cast<uint8_t>(P::get_arburst(top));
        a.lock = static_cast<uint8_t>(P::get_arlock(top));
        a.cache = static_cast<uint8_t>(P::get_arcache(top));
        a.prot = static_cast<uint8_t>(P::get_arprot(top));
        a.qos = static_cast<uint8_t>(P::get_arqos(top));
        const PortTiming& t = m_port.timing;
        m_waiting.push_back({a, m_port.bench.cycle + m_random.between(t.min_latency, t.max_latency)});
        m_port.opened();
    }

    // All beats of a burst are read in one cycle: that is the cycle which the events name.
    void commit() {
        if (m_active.size() >= (interleaves() ? INTERLEAVED : AHEAD)) return;
        const bool reorder = (m_port.timing.options & PW_REORDER) != 0;
        size_t at = choose(m_waiting, m_port.bench.cycle, reorder, m_random);
        if (at == m_waiting.size()) return;
        if (m_port.number == 0 && twin(at) && m_port.bench.canary(PW_SWAP_READS)) ++at;
        const Address a = m_waiting[at].address;
        m_waiting.erase(m_waiting.begin() + static_cast<std::ptrdiff_t>(at));
        if (m_port.number == 0 && m_port.bench.canary(PW_SILENT_MEMORY)) return;
        Active burst{a.id, {}, 0};
        bool failed = false;
        for (unsigned beat = 0; beat <= a.len; ++beat) burst.beats.push_back(read(a, beat, failed));
        if (a.lock && !failed) watch(a, burst);
        m_port.shared.faults.burst_done();
        report(a, burst);
        if (a.len > 0 && m_port.number == 0 && m_port.bench.canary(PW_DROP_READ_BEAT)) {
            burst.beats.erase(burst.beats.begin() + 1);
        }
        m_active.push_back(std::move(burst));
    }

    // The next burst has the same id.
    bool twin(size_t at) const {
        return at + 1 < m_waiting.size() && m_waiting[at + 1].address.id == m_waiting[at].address.id;
    }

    ReadBeat read(const Address& a, unsigned beat, bool& failed) {
        const BeatSpan span = span_of(a, beat);
        ReadBeat result{0, PW_OKAY, false};
        if (!m_port.shared.faults.empty()) {
            const FaultKind fault = m_port.shared.faults.at(span.first, span.last, Faults::READS, m_port.number);
            result.response = response_of(fault);
            result.poison = fault == FaultKind::POISON;
            failed |= result.response != PW_OKAY;
        }
        if (result.response == PW_OKAY) result.data = mask_bytes(m_port.shared.memory.read(span.lanes()), span.mask());
        if (m_port.number == 0 && m_port.bench.canary(PW_CORRUPT_MEMORY_READ)) {
            result.data ^= mask_bytes(~0ULL, span.mask());
        }
        return result;
    }

    void watch(const Address& a, Active& burst) {
        for (ReadBeat& beat : burst.beats) beat.response = PW_EXOKAY;
        m_port.shared.memory.watch(m_port.number, a.id, a.address, (a.len + 1ULL) << a.size);
    }

    void report(const Address& a, const Active& burst) {
        for (unsigned beat = 0; beat <= a.len; ++beat) {
            PwEvent event = memory_event(PW_MEMORY_READ, m_port, a, beat);
            event.data = burst.beats[beat].data;
            event.extra = span_of(a, beat).mask();
            event.response = burst.beats[beat].response;
            if (burst.beats[beat].poison) event.flags |= PW_EVENT_POISON;
            if (!m_port.bench.canary(PW_DROP_EVENT)) m_port.bench.event(event);
        }
    }

    // The next beat: of the oldest burst, or with interleaving of any that has no older one of its id.
    void offer(PwTop& top) {
        m_offered = 0;
        if (interleaves() && m_active.size() > 1) {
            uint64_t seen = 0;
            for (size_t i = 0; i < m_active.size(); ++i) {
                bool older = false;
                for (size_t k = 0; k < i && !older; ++k) older = m_active[k].id == m_active[i].id;
                if (!older && m_random.below(++seen) == 0) m_offered = i;
            }
        }
        const Active& burst = m_active[m_offered];
        const ReadBeat& beat = burst.beats[burst.next];
        P::set_rid(top, burst.id);
        P::set_rdata(top, beat.data);
        P::set_rresp(top, beat.response);
        P::set_ruser(top, beat.poison);
        P::set_rlast(top, burst.next + 1 == burst.beats.size());
        m_valid = true;
    }

    void taken() {
        m_valid = false;
        Active& burst = m_active[m_offered];
        if (++burst.next != burst.beats.size()) return;
        m_active.erase(m_active.begin() + static_cast<std::ptrdiff_t>(m_offered));
        m_port.closed();
    }

    Port& m_port;
    Random m_random;
    std::deque<Waiting> m_waiting;
    std::deque<Active> m_active;
    size_t m_offered = 0;
    bool m_ready = false;
    bool m_valid = false;
};

}  // namespace pw

#endif
