// AXI4 manager of the devices, reading half: many requests outstanding, in order inside an id, any order across ids.
#ifndef PW_DEVICE_H
#define PW_DEVICE_H
#include "pw_bench.h"
#include "pw_random.h"
#include <map>

namespace pw {

inline Address address_of_device(const PwCommand& head) {
    Address a{};
    const PwDeviceArguments& d = head.device;
    a.address = head.address;
    a.user = d.user;
    a.id = d.id;
    a.len = d.len;
    a.size = d.size;
    a.burst = d.burst;
    a.lock = (head.flags & PW_EXCLUSIVE) != 0;
    a.cache = d.cache;
    a.prot = d.prot;
    a.qos = d.qos;
    return a;
}

// READY of a response channel: low for a random share of cycles, and for as long as the request itself asks.
class ResponseGate {
public:
    bool is_ready() const { return m_ready; }

    void decide(bool open, bool anyone_waits, bool random_stall) {
        m_ready = open && !random_stall && (!anyone_waits || m_served);
    }

    // After the edge: what the channel showed, and how long its request wants to wait.
    void observed(bool valid, uint32_t stall) {
        if (!valid || m_ready) {
            m_served = false;
            m_waited = 0;
            return;
        }
        m_served = ++m_waited >= stall;
    }

    void reset() {
        m_ready = m_served = false;
        m_waited = 0;
    }

private:
    bool m_ready = false;
    bool m_served = false;
    uint32_t m_waited = 0;
};

template <class P>
class DeviceReader {
public:
    DeviceReader(Bench& bench, const ManagerTiming& timing, uint64_t seed)
        : m_bench(bench), m_timing(timing), m_random(seed, "device reads") {}

    void take(Command&& command) { m_queue.push_back(std::move(command)); }
    bool busy() const { return m_open != 0; }

    void reset(PwTop& top, bool flush) {
        if (m_ar_valid) abort_front();
        for (auto& entry : m_waiting) {
            for (const Read& read : entry.second) m_bench.abort(read.command, PW_DEVICE);
        }
        m_waiting.clear();
        while (flush && !m_queue.empty()) abort_front();
        m_open = m_stalling = 0;
        m_ar_valid = false;
        m_gate.reset();
        handshakes(top);
    }

    void drive(PwTop& top) {
        if (!m_ar_valid && !m_queue.empty() && m_open < m_timing.outstanding
            && m_queue.front().head.earliest <= m_bench.cycle && !m_random.permille(m_timing.address_stall)) {
            m_ar_valid = true;
            ++m_open;
            m_queue.front().start = m_bench.cycle;
            drive_ar<P>(top, address_of_device(m_queue.front().head));
        }
        m_gate.decide(m_open != 0, m_stalling != 0, m_random.permille(m_timing.response_stall));
        handshakes(top);
    }

    void observe(PwTop& top) {
        if (m_ar_valid && P::get_arready(top)) {
            m_ar_valid = false;
            Command& front = m_queue.front();
            m_stalling += front.head.device.response_stall != 0;
            m_waiting[front.head.device.id].push_back({std::move(front), 0, PW_OKAY, 0, 0});
            m_queue.pop_front();
        }
        const bool valid = P::get_rvalid(top) != 0;
        const bool ready = m_gate.is_ready();
        uint32_t stall = 0;
        if (valid && m_stalling != 0) {
            const auto found = m_waiting.find(static_cast<uint32_t>(P::get_rid(top)));
            if (found != m_waiting.end()) stall = found->second.front().command.head.device.response_stall;
        }
        m_gate.observed(valid, stall);
        if (valid && ready) beat(top);
    }

private:
    struct Read {
        Command command;
        uint32_t beats;
        uint8_t response;
        uint32_t flags;
        uint64_t first;
    };

    void beat(PwTop& top) {
        const uint32_t id = static_cast<uint32_t>(P::get_rid(top));
        const auto found = m_waiting.find(id);
        if (found == m_waiting.end()) {
            m_bench.trouble(PW_DEVICE, id, PW_READ_WITHOUT_REQUEST, false);
            return;
        }
        Read& read = found->second.front();
        const uint8_t response = static_cast<uint8_t>(P::get_rresp(top));
        const uint32_t poison = P::get_ruser(top) & 1 ? PW_EVENT_POISON : 0;
        const bool last = P::get_rlast(top) != 0;
        const bool expected = read.beats == read.command.head.device.len;
        if (read.beats == 0) read.first = P::get_rdata(top);
        if (read.response <= PW_EXOKAY) read.response = response;
        read.flags |= poison;
        m_bench.data(read.command, PW_DEVICE, read.beats, P::get_rdata(top), response,
                     poison | (last ? PW_EVENT_LAST : 0));
        ++read.beats;
        if (last != expected) m_bench.trouble(PW_DEVICE, id, PW_READ_LENGTH, false);
        if (!last && !expected) return;
        m_bench.complete(read.command, PW_DEVICE, read.response, read.first, read.flags);
        m_stalling -= read.command.head.device.response_stall != 0;
        --m_open;
        found->second.pop_front();
        if (found->second.empty()) m_waiting.erase(found);
    }

    void abort_front() {
        m_bench.abort(m_queue.front(), PW_DEVICE);
        m_queue.pop_front();
    }

    void handshakes(PwTop& top) const {
        P::set_arvalid(top, m_ar_valid);
        P::set_rready(top, m_gate.is_ready());
    }

    Bench& m_bench;
    const ManagerTiming& m_timing;
    Random m_random;
    std::deque<Command> m_queue;
    std::map<uint32_t, std::deque<Read>> m_waiting;
    uint32_t m_open = 0;
    uint32_t m_stalling = 0;
    bool m_ar_valid = false;
    ResponseGate m_gate;
};

}  // namespace pw

#endif
