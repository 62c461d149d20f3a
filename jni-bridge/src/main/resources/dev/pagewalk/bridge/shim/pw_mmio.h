// AXI4-Lite manager for register accesses: one at a time, in order. [AXI B1]
#ifndef PW_MMIO_H
#define PW_MMIO_H
#include "pw_bench.h"
#include "pw_random.h"

namespace pw {

template <class P>
class MmioManager {
public:
    MmioManager(Bench& bench, uint64_t seed) : m_bench(bench), m_random(seed, "mmio") {}

    ManagerTiming timing;

    void take(Command&& command) {
        m_queue.push_back(std::move(command));
        ++m_taken;
    }

    uint64_t taken() const { return m_taken; }
    bool busy() const { return m_active; }

    void reset(PwTop& top, bool flush) {
        if (m_active) drop();
        while (flush && !m_queue.empty()) drop();
        m_aw = m_w = m_ar = m_aw_valid = m_w_valid = m_ar_valid = m_response_ready = false;
        handshakes(top);
    }

    void drive(PwTop& top) {
        if (!m_active && !m_queue.empty() && m_queue.front().head.earliest <= m_bench.cycle) start();
        if (m_active) {
            if (m_aw && !m_aw_valid) m_aw_valid = !m_random.permille(timing.address_stall);
            if (m_w && !m_w_valid) m_w_valid = !m_random.permille(timing.data_stall);
            if (m_ar && !m_ar_valid) m_ar_valid = !m_random.permille(timing.address_stall);
            payload(top, m_queue.front().head);
        }
        m_response_ready = m_active && !m_random.permille(timing.response_stall);
        handshakes(top);
    }

    void observe(PwTop& top) {
        if (!m_active) return;
        if (m_aw_valid && P::get_awready(top)) m_aw = m_aw_valid = false;
        if (m_w_valid && P::get_wready(top)) m_w = m_w_valid = false;
        if (m_ar_valid && P::get_arready(top)) m_ar = m_ar_valid = false;
        if (m_write && m_response_ready && P::get_bvalid(top)) {
            finish(P::get_bresp(top), 0);
        } else if (!m_write && m_response_ready && P::get_rvalid(top)) {
            const PwCommand& head = m_queue.front().head;
            const uint64_t value = P::get_rdata(top) >> shift(head);
            finish(P::get_rresp(top), head.length == 8 ? value : value & 0xFFFFFFFFULL);
        }
    }

private:
    static unsigned shift(const PwCommand& head) { return head.length == 8 ? 0 : (head.address & 4) * 8; }

    void start() {
        m_active = true;
        m_queue.front().start = m_bench.cycle;
        m_write = m_queue.front().head.kind == PW_MMIO_WRITE;
        m_aw = m_w = m_write;
        m_ar = !m_write;
    }

    void finish(uint64_t response, uint64_t data) {
        if (m_aw || m_w || m_ar) {
            m_bench.trouble(PW_MMIO, 0, PW_RESPONSE_WITHOUT_REQUEST, m_write);
            return;
        }
        m_bench.complete(m_queue.front(), PW_MMIO, static_cast<uint8_t>(response), data, m_write ? PW_EVENT_WRITE : 0);
        m_queue.pop_front();
        ++m_bench.registers_done;
        m_active = false;
    }

    void drop() {
        m_bench.abort(m_queue.front(), PW_MMIO);
        m_queue.pop_front();
        ++m_bench.registers_done;
        m_active = false;
    }

    void handshakes(PwTop& top) const {
        P::set_awvalid(top, m_aw_valid);
        P::set_wvalid(top, m_w_valid);
        P::set_arvalid(top, m_ar_valid);
        P::set_bready(top, m_write && m_response_ready);
        P::set_rready(top, !m_write && m_response_ready);
    }

    static void payload(PwTop& top, const PwCommand& head) {
        P::set_awaddr(top, head.address);
        P::set_araddr(top, head.address);
        P::set_wdata(top, head.argument[0] << shift(head));
        P::set_wstrb(top, head.length == 8 ? 0xFF : 0x0FULL << (head.address & 4));
    }

    Bench& m_bench;
    Random m_random;
    std::deque<Command> m_queue;
    uint64_t m_taken = 0;
    bool m_active = false;
    bool m_write = false;
    bool m_aw = false;
    bool m_w = false;
    bool m_ar = false;
    bool m_aw_valid = false;
    bool m_w_valid = false;
    bool m_ar_valid = false;
    bool m_response_ready = false;
};

}  // namespace pw

#endif
