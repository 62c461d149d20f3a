// The devices' side of the message port: offers messages in order, takes what the design sends.
#ifndef PW_ATS_H
#define PW_ATS_H
#include "pw_bench.h"
#include "pw_random.h"

namespace pw {

template <class Q, class M>
class MessageDevice {
public:
    ManagerTiming timing;

    MessageDevice(Bench& bench, uint64_t seed) : m_bench(bench), m_random(seed, "messages") {}

    void take(Command&& command) { m_queue.push_back(std::move(command)); }
    bool busy() const { return m_valid; }

    void reset(PwTop& top, bool flush) {
        if (m_valid) abort_front();
        while (flush && !m_queue.empty()) abort_front();
        m_valid = m_ready = false;
        handshakes(top);
    }

    void drive(PwTop& top) {
        if constexpr (!Q::present) return;
        if (!m_valid && !m_queue.empty() && m_queue.front().head.earliest <= m_bench.cycle
            && !m_random.permille(timing.address_stall)) {
            m_valid = true;
            Command& front = m_queue.front();
            front.start = m_bench.cycle;
            Q::set_tdata(top, front.head.address);
            Q::set_tuser(top, front.head.argument[0]);
        }
        m_ready = !m_random.permille(timing.response_stall);
        handshakes(top);
    }

    void observe(PwTop& top) {
        if constexpr (!Q::present) return;
        if (m_valid && Q::get_tready(top)) {
            m_valid = false;
            m_bench.complete(m_queue.front(), PW_MESSAGES, PW_OKAY, m_queue.front().head.argument[0], PW_EVENT_WRITE);
            m_queue.pop_front();
        }
        if (m_ready && M::get_tvalid(top)) {
            PwEvent event{};
            event.kind = PW_ATS_MESSAGE;
            event.port = PW_MESSAGES;
            event.data = M::get_tdata(top);
            event.extra = M::get_tuser(top);
            m_bench.stop |= PW_STOP_ATS_MESSAGE;
            m_bench.event(event);
        }
    }

private:
    void abort_front() {
        m_bench.abort(m_queue.front(), PW_MESSAGES);
        m_queue.pop_front();
    }

    void handshakes(PwTop& top) const {
        Q::set_tvalid(top, m_valid);
        M::set_tready(top, m_ready);
    }

    Bench& m_bench;
    Random m_random;
    std::deque<Command> m_queue;
    bool m_valid = false;
    bool m_ready = false;
};

}  // namespace pw

#endif
