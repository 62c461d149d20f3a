// AXI4 manager of the devices, writing half: data leaves in the order of the addresses, withheld as asked. [AXI A5.2]
#ifndef PW_DEVICE_WRITE_H
#define PW_DEVICE_WRITE_H
#include "pw_device.h"

namespace pw {

template <class P>
class DeviceWriter {
public:
    DeviceWriter(Bench& bench, const ManagerTiming& timing, uint64_t seed)
        : m_bench(bench), m_timing(timing), m_random(seed, "device writes") {}

    void take(Command&& command) { m_queue.push_back(std::move(command)); }
    bool busy() const { return !m_open.empty(); }

    void reset(PwTop& top, bool flush) {
        for (const Write& write : m_open) m_bench.abort(write.command, PW_DEVICE);
        m_open.clear();
        for (; flush && !m_queue.empty(); m_queue.pop_front()) m_bench.abort(m_queue.front(), PW_DEVICE);
        m_addressed = m_sent = 0;
        m_stalling = 0;
        m_aw_valid = m_w_valid = false;
        m_gate.reset();
        handshakes(top);
    }

    void drive(PwTop& top) {
        while (start()) {
        }
        drive_address(top);
        drive_data(top);
        m_gate.decide(!m_open.empty(), m_stalling != 0, m_random.permille(m_timing.response_stall));
        handshakes(top);
    }

    void observe(PwTop& top) {
        if (m_aw_valid && P::get_awready(top)) {
            m_aw_valid = false;
            Write& write = m_open[m_addressed++];
            write.data_from = m_bench.cycle + 1 + write.command.head.device.data_delay;
            write.addressed = true;
        }
        if (m_w_valid && P::get_wready(top)) sent();
        const bool valid = P::get_bvalid(top) != 0;
        const bool ready = m_gate.is_ready();
        const uint32_t id = static_cast<uint32_t>(P::get_bid(top));
        m_gate.observed(valid, valid && m_stalling != 0 ? stall_of(id) : 0);
        if (valid && ready) response(id, static_cast<uint8_t>(P::get_bresp(top)), P::get_buser(top) & 1);
    }

private:
    struct Write {
        Command command;
        uint64_t address_from;
        uint64_t data_from;
        uint32_t beats;
        bool addressed;
        bool complete;
    };

    static constexpr uint64_t AFTER_ADDRESS = ~0ULL;

    bool start() {
        if (m_queue.empty() || m_open.size() >= m_timing.outstanding) return false;
        Command& front = m_queue.front();
        if (front.head.earliest > m_bench.cycle) return false;
        front.start = m_bench.cycle;
        const PwDeviceArguments& d = front.head.device;
        const uint64_t data_from = d.data_delay == 0 ? m_bench.cycle : AFTER_ADDRESS;
        m_stalling += d.response_stall != 0;
        m_open.push_back({std::move(front), m_bench.cycle + d.address_delay, data_from, 0, false, false});
        m_queue.pop_front();
        return true;
    }

    void drive_address(PwTop& top) {
        if (m_aw_valid || m_addressed == m_open.size()) return;
        const Write& write = m_open[m_addressed];
        if (write.address_from > m_bench.cycle || m_random.permille(m_timing.address_stall)) return;
        m_aw_valid = true;
        drive_aw<P>(top, address_of_device(write.command.head));
    }

    // Data may run ahead of the address only where the command asked for it or the address is on its way.
    void drive_data(PwTop& top) {
        if (m_w_valid || m_sent == m_open.size()) return;
        const Write& write = m_open[m_sent];
        const bool allowed = write.addressed || write.command.head.device.address_delay != 0
            || (m_aw_valid && m_addressed == m_sent);
        if (!allowed || write.data_from > m_bench.cycle || m_random.permille(m_timing.data_stall)) return;
        m_w_valid = true;
        const uint32_t beats = write.command.head.device.len + 1u;
        uint64_t data;
        std::memcpy(&data, &write.command.payload[((beats + 7) & ~7u) + 8ull * write.beats], 8);
        if (m_bench.canary(PW_CORRUPT_DEVICE_BEAT)) data ^= 1;
        P::set_wdata(top, data);
        P::set_wstrb(top, write.command.payload[write.beats]);
        const uint32_t flags = write.command.head.flags;
        const bool last = write.beats + 1 == beats || (flags & PW_EARLY_LAST) != 0;
        P::set_wlast(top, last && (flags & PW_NO_LAST) == 0);
    }

    void sent() {
        m_w_valid = false;
        Write& write = m_open[m_sent];
        write.data_from = m_bench.cycle + 1 + write.command.head.device.beat_gap;
        if (++write.beats == write.command.head.device.len + 1u) {
            write.complete = true;
            ++m_sent;
        }
    }

    size_t oldest(uint32_t id) const {
        size_t at = 0;
        while (at < m_open.size() && m_open[at].command.head.device.id != id) ++at;
        return at;
    }

    uint32_t stall_of(uint32_t id) const {
        const size_t at = oldest(id);
        return at < m_open.size() ? m_open[at].command.head.device.response_stall : 0;
    }

    void response(uint32_t id, uint8_t response, bool poison) {
        const size_t at = oldest(id);
        if (at == m_open.size() || !m_open[at].complete || !m_open[at].addressed) {
            m_bench.trouble(PW_DEVICE, id, PW_RESPONSE_WITHOUT_REQUEST, true);
            return;
        }
        const Command& command = m_open[at].command;
        m_bench.complete(command, PW_DEVICE, response, 0,
                         PW_EVENT_WRITE | (poison ? PW_EVENT_POISON : 0));
        m_stalling -= command.head.device.response_stall != 0;
        m_open.erase(m_open.begin() + static_cast<std::ptrdiff_t>(at));
        --m_addressed;
        --m_sent;
    }

    void handshakes(PwTop& top) const {
        P::set_awvalid(top, m_aw_valid);
        P::set_wvalid(top, m_w_valid);
        P::set_bready(top, m_gate.is_ready());
    }

    Bench& m_bench;
    const ManagerTiming& m_timing;
    Random m_random;
    std::deque<Command> m_queue;
    std::deque<Write> m_open;
    size_t m_addressed = 0;
    size_t m_sent = 0;
    uint32_t m_stalling = 0;
    bool m_aw_valid = false;
    bool m_w_valid = false;
    ResponseGate m_gate;
};

}  // namespace pw

#endif
