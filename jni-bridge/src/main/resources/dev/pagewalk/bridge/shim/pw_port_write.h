// AXI4 memory subordinate, writing half: a burst commits as a whole, some time after its last data beat arrived.
#ifndef PW_PORT_WRITE_H
#define PW_PORT_WRITE_H
#include "pw_atomic.h"
#include "pw_port.h"

namespace pw {

template <class P>
class PortWriter {
public:
    PortWriter(Port& port, PortReader<P>& reader, uint64_t seed, const char* name)
        : m_port(port), m_reader(reader), m_random(seed, name) {}

    bool busy() const { return !m_addresses.empty() || !m_beats.empty() || !m_waiting.empty() || !m_responses.empty(); }

    void reset(PwTop& top) {
        m_addresses.clear();
        m_beats.clear();
        m_waiting.clear();
        m_responses.clear();
        m_address_ready = m_data_ready = m_valid = false;
        P::set_awready(top, 0);
        P::set_wready(top, 0);
        P::set_bvalid(top, 0);
    }

    void drive(PwTop& top) {
        m_address_ready = m_port.may_take(true) && !m_random.permille(m_port.timing.address_stall);
        m_data_ready = m_beats.size() < MOST_BEATS && !m_random.permille(m_port.timing.data_stall);
        P::set_awready(top, m_address_ready);
        P::set_wready(top, m_data_ready);
        if (!m_valid && !m_responses.empty() && !m_random.permille(m_port.timing.response_stall)) {
            m_valid = true;
            P::set_bid(top, m_responses.front().id);
            P::set_bresp(top, m_responses.front().response);
            P::set_buser(top, m_responses.front().poison);
        }
        P::set_bvalid(top, m_valid);
    }

    void observe(PwTop& top) {
        const bool taken = m_valid && P::get_bready(top);
        if (taken && !(m_port.number == 0 && m_port.bench.canary(PW_REPEAT_RESPONSE))) {
            m_valid = false;
            m_responses.pop_front();
            m_port.closed();
        }
        if (m_address_ready && P::get_awvalid(top)) accept(top);
        if (m_data_ready && P::get_wvalid(top)) {
            m_beats.push_back({P::get_wdata(top), static_cast<uint8_t>(P::get_wstrb(top)), P::get_wlast(top) != 0});
        }
        while (assemble()) {
        }
        commit();
    }

private:
    struct Waiting {
        Address address;
        uint64_t ready_at;
        std::vector<Beat> beats;
    };
    struct Response {
        uint32_t id;
        uint8_t response;
        bool poison;
    };

    static constexpr size_t MOST_BEATS = 512;

    void accept(PwTop& top) {
        Address a{};
        a.address = P::get_awaddr(top);
        a.user = P::get_awuser(top);
        a.id = static_cast<uint32_t>(P::get_awid(top));
        a.len = static_cast<uint8_t>(P::get_awlen(top));
        a.size = static_cast<uint8_t>(P::get_awsize(top));
        a.burst = static_cast<uint8_t>(P::get_awburst(top));
        a.lock = static_cast<uint8_t>(P::get_awlock(top));
        a.cache = static_cast<uint8_t>(P::get_awcache(top));
        a.prot = static_cast<uint8_t>(P::get_awprot(top));
        a.qos = static_cast<uint8_t>(P::get_awqos(top));
        a.atop = static_cast<uint8_t>(P::get_awatop(top));
        m_addresses.push_back(a);
        m_port.opened();
    }

    // Gives the oldest address its beats once all of them are here.
    bool assemble() {
        if (m_addresses.empty() || m_beats.size() < m_addresses.front().len + 1u) return false;
        const Address a = m_addresses.front();
        m_addresses.pop_front();
        const auto end = m_beats.begin() + a.len + 1;
        bool wrong = false;
        for (auto beat = m_beats.begin(); beat != end; ++beat) wrong |= beat->last != (beat + 1 == end);
        if (wrong) m_port.bench.trouble(static_cast<uint16_t>(m_port.number), a.id, PW_WRITE_LENGTH, true);
        const PortTiming& t = m_port.timing;
        m_waiting.push_back({a, m_port.bench.cycle + m_random.between(t.min_latency, t.max_latency),
                             std::vector<Beat>(m_beats.begin(), end)});
        m_beats.erase(m_beats.begin(), end);
        return true;
    }

    void commit() {
        const bool reorder = (m_port.timing.options & PW_REORDER) != 0;
        const size_t at = choose(m_waiting, m_port.bench.cycle, reorder, m_random);
        if (at == m_waiting.size()) return;
        const Waiting burst = std::move(m_waiting[at]);
        m_waiting.erase(m_waiting.begin() + static_cast<std::ptrdiff_t>(at));
        if (AtomicCompare::is(burst.address)) {
            swap(burst);
            return;
        }
        const FaultKind fault = fault_of(burst);
        uint8_t response = response_of(fault);
        bool done = response == PW_OKAY;
        if (done && burst.address.lock) {
            done = m_port.shared.memory.watched(m_port.number, burst.address.id, burst.address.address, bytes(burst));
            if (done) response = PW_EXOKAY;
        }
        for (unsigned beat = 0; beat <= burst.address.len; ++beat) {
            write(burst, beat, done, response, fault == FaultKind::POISON);
        }
        m_responses.push_back({burst.address.id, response, fault == FaultKind::POISON});
    }

    // Compares and stores in one cycle; the records are those of a read and, if it stores, of a write.
    void swap(const Waiting& burst) {
        const Address& a = burst.address;
        const bool legal = AtomicCompare::legal(a, burst.beats);
        if (!legal) m_port.bench.trouble(static_cast<uint16_t>(m_port.number), a.id, PW_ATOMIC_SHAPE, true);
        const FaultKind fault = legal ? fault_at(AtomicCompare::of(a, burst.beats)) : FaultKind::HEAL;
        const bool poison = fault == FaultKind::POISON;
        const uint8_t response = legal ? response_of(fault) : static_cast<uint8_t>(PW_SLVERR);
        uint64_t old = 0;
        if (legal) {
            const AtomicCompare atomic = AtomicCompare::of(a, burst.beats);
            const uint64_t lanes = a.address & ~7ULL;
            if (response == PW_OKAY) old = mask_bytes(m_port.shared.memory.read(lanes), atomic.strobe());
            const bool equal = response == PW_OKAY && !poison && atomic.value(old) == atomic.expected;
            if (equal) {
                m_port.shared.memory.write(lanes, atomic.desired << atomic.shift(), atomic.strobe());
                m_port.shared.memory.touched(a.address, atomic.bytes);
            }
            report(a, PW_MEMORY_READ, old, atomic.strobe(), response, poison, false);
            report(a, PW_MEMORY_WRITE, atomic.desired << atomic.shift(), atomic.strobe(), response, poison, equal);
        }
        m_reader.give(a.id, old, response, poison);
        m_responses.push_back({a.id, response, poison});
    }

    FaultKind fault_at(const AtomicCompare& atomic) {
        if (m_port.shared.faults.empty()) return FaultKind::HEAL;
        const uint64_t last = atomic.address + atomic.bytes - 1;
        const FaultKind fault = m_port.shared.faults.at(atomic.address, last, Faults::WRITES, m_port.number);
        m_port.shared.faults.burst_done();
        return fault;
    }

    void report(const Address& a, PwEventKind kind, uint64_t data, uint8_t strobe, uint8_t response, bool poison,
                bool done) {
        Address entry = a;
        entry.len = 0;
        entry.size = 3;
        entry.burst = AtomicCompare::INCR;
        PwEvent event = memory_event(kind, m_port, entry, 0);
        event.data = data;
        event.extra = strobe;
        event.response = response;
        event.flags |= PW_EVENT_EXCLUSIVE | (done ? PW_EVENT_COMMITTED : 0) | (poison ? PW_EVENT_POISON : 0);
        if (!m_port.bench.canary(PW_DROP_EVENT)) m_port.bench.event(event);
    }

    static uint64_t bytes(const Waiting& burst) { return (burst.address.len + 1ULL) << burst.address.size; }

    FaultKind fault_of(const Waiting& burst) {
        FaultKind worst = FaultKind::HEAL;
        if (m_port.shared.faults.empty()) return worst;
        for (unsigned beat = 0; beat <= burst.address.len; ++beat) {
            const BeatSpan span = span_of(burst.address, beat);
            const FaultKind fault = m_port.shared.faults.at(span.first, span.last, Faults::WRITES, m_port.number);
            const bool first = worst == FaultKind::HEAL || (worst == FaultKind::POISON && fault != FaultKind::HEAL);
            if (first) worst = fault;
        }
        m_port.shared.faults.burst_done();
        return worst;
    }

    void write(const Waiting& burst, unsigned beat, bool done, uint8_t response, bool poison) {
        const BeatSpan span = span_of(burst.address, beat);
        const uint8_t strobe = burst.beats[beat].strobe & span.mask();
        if (m_port.number == 0 && m_port.bench.canary(PW_DROP_WRITE_BEAT)) return;
        const bool last = beat == burst.address.len;
        if (m_port.number == 0 && last && m_port.bench.canary(PW_DROP_LAST_WRITE_BEAT)) return;
        if (done) {
            m_port.shared.memory.write(span.lanes(), burst.beats[beat].data, strobe);
            m_port.shared.memory.touched(span.first, span.last - span.first + 1);
        }
        PwEvent event = memory_event(PW_MEMORY_WRITE, m_port, burst.address, beat);
        event.data = burst.beats[beat].data;
        event.extra = strobe;
        event.response = response;
        if (done) event.flags |= PW_EVENT_COMMITTED;
        if (poison) event.flags |= PW_EVENT_POISON;
        if (!m_port.bench.canary(PW_DROP_EVENT)) m_port.bench.event(event);
    }

    Port& m_port;
    PortReader<P>& m_reader;
    Random m_random;
    std::deque<Address> m_addresses;
    std::deque<Beat> m_beats;
    std::deque<Waiting> m_waiting;
    std::deque<Response> m_responses;
    bool m_address_ready = false;
    bool m_data_ready = false;
    bool m_valid = false;
};

}  // namespace pw

#endif
