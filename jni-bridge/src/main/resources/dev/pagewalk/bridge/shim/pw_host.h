// AXI4 manager of the host: stores are posted and in order (one id), a load waits for the host's own earlier stores.
#ifndef PW_HOST_H
#define PW_HOST_H
#include "pw_bench.h"
#include "pw_random.h"

namespace pw {

template <class P>
class HostManager {
public:
    HostManager(Bench& bench, uint64_t seed) : m_bench(bench), m_random(seed, "host") {}

    ManagerTiming timing;

    void take(Command&& command) { m_queue.push_back(std::move(command)); }
    bool busy() const { return !m_stores.empty() || m_loading; }

    void reset(PwTop& top, bool flush) {
        for (const Command& store : m_stores) m_bench.abort(store, PW_HOST);
        m_stores.clear();
        if (m_loading) abort_front();
        m_loading = false;
        while (flush && !m_queue.empty()) abort_front();
        m_addresses.clear();
        m_beats.clear();
        m_sent = 0;
        m_aw_valid = m_w_valid = m_ar_valid = m_ready = false;
        handshakes(top);
    }

    void drive(PwTop& top) {
        while (issue()) {
        }
        if (!m_addresses.empty() && !m_aw_valid && !m_random.permille(timing.address_stall)) {
            m_aw_valid = true;
            drive_aw<P>(top, m_addresses.front());
        }
        if (!m_beats.empty() && !m_w_valid && !m_random.permille(timing.data_stall)) {
            m_w_valid = true;
            P::set_wdata(top, m_beats.front().data);
            P::set_wstrb(top, m_beats.front().strobe);
            P::set_wlast(top, m_beats.front().last);
        }
        if (m_ask && !m_ar_valid && !m_random.permille(timing.address_stall)) {
            m_ar_valid = true;
            drive_ar<P>(top, address_of(m_queue.front().head));
        }
        m_ready = busy() && !m_random.permille(timing.response_stall);
        handshakes(top);
    }

    void observe(PwTop& top) {
        if (m_aw_valid && P::get_awready(top)) {
            m_aw_valid = false;
            m_addresses.pop_front();
        }
        if (m_w_valid && P::get_wready(top)) {
            m_w_valid = false;
            m_sent += m_beats.front().last;
            m_beats.pop_front();
        }
        if (m_ar_valid && P::get_arready(top)) m_ar_valid = m_ask = false;
        if (m_ready && P::get_bvalid(top)) stored(static_cast<uint8_t>(P::get_bresp(top)));
        if (m_ready && P::get_rvalid(top)) loaded(top);
    }

private:
    // Takes the front command as far as its order allows; true if the next one may be looked at.
    bool issue() {
        if (m_loading || m_queue.empty()) return false;
        Command& front = m_queue.front();
        if (front.head.earliest > m_bench.cycle) return false;
        switch (front.head.kind) {
            case PW_HOST_STORE:
                return issue_store(front);
            case PW_HOST_LOAD:
                if (m_stores.empty()) issue_load(front);
                return false;
            default:
                if (!m_stores.empty() || m_bench.registers_done < front.needs) return false;
                front.start = m_bench.cycle;
                m_bench.complete(front, PW_HOST, PW_OKAY, 0, 0);
                m_queue.pop_front();
                return true;
        }
    }

    bool issue_store(Command& front) {
        if (m_stores.size() >= timing.outstanding) return false;
        front.start = m_bench.cycle;
        if (m_bench.canary(PW_DROP_HOST_STORE)) {
            m_bench.complete(front, PW_HOST, PW_OKAY, 0, PW_EVENT_WRITE);
        } else {
            const Address address = address_of(front.head);
            m_addresses.push_back(address);
            add_beats(front, address.len + 1u);
            m_stores.push_back(std::move(front));
        }
        m_queue.pop_front();
        return true;
    }

    void issue_load(Command& front) {
        front.start = m_bench.cycle;
        m_loading = m_ask = true;
        m_beat = 0;
        m_response = PW_OKAY;
        m_flags = 0;
        m_lanes.clear();
    }

    static bool is_single(const PwCommand& head) {
        return head.length <= 8 && (head.length & (head.length - 1)) == 0 && (head.address & (head.length - 1)) == 0;
    }

    static Address address_of(const PwCommand& head) {
        Address a{};
        const bool single = is_single(head);
        a.address = single ? head.address : head.address & ~7ULL;
        a.len = single ? 0 : static_cast<uint8_t>(((head.address & 7) + head.length - 1) / 8);
        a.size = single ? static_cast<uint8_t>(__builtin_ctz(head.length)) : 3;
        a.burst = 1;
        a.cache = 0xF;
        a.lock = (head.flags & PW_EXCLUSIVE) != 0;
        return a;
    }

    void add_beats(const Command& store, unsigned beats) {
        const unsigned first = store.head.address & 7;
        for (unsigned beat = 0; beat < beats; ++beat) {
            Beat b{0, 0, beat + 1 == beats};
            for (unsigned lane = 0; lane < 8; ++lane) {
                const unsigned place = beat * 8 + lane;
                if (place < first || place >= first + store.head.length) continue;
                b.data |= static_cast<uint64_t>(store.payload[place - first]) << (8 * lane);
                b.strobe |= static_cast<uint8_t>(1u << lane);
            }
            m_beats.push_back(b);
        }
    }

    void stored(uint8_t response) {
        if (m_stores.empty() || m_sent == 0) {
            m_bench.trouble(PW_HOST, 0, PW_RESPONSE_WITHOUT_REQUEST, true);
            return;
        }
        --m_sent;
        m_bench.complete(m_stores.front(), PW_HOST, response, 0, PW_EVENT_WRITE);
        m_stores.pop_front();
    }

    void loaded(PwTop& top) {
        if (!m_loading || m_ask) {
            m_bench.trouble(PW_HOST, 0, PW_READ_WITHOUT_REQUEST, false);
            return;
        }
        const uint64_t word = P::get_rdata(top);
        for (unsigned lane = 0; lane < 8; ++lane) m_lanes.push_back(static_cast<uint8_t>(word >> (8 * lane)));
        const uint8_t response = static_cast<uint8_t>(P::get_rresp(top));
        if (m_response <= PW_EXOKAY) m_response = response;
        if (P::get_ruser(top) & 1) m_flags |= PW_EVENT_POISON;
        const bool expected = m_beat++ == address_of(m_queue.front().head).len;
        const bool last = P::get_rlast(top) != 0;
        if (last != expected) m_bench.trouble(PW_HOST, 0, PW_READ_LENGTH, false);
        if (last || expected) finish_load();
    }

    void finish_load() {
        const Command& load = m_queue.front();
        const unsigned first = load.head.address & 7;
        m_lanes.resize(first + ((load.head.length + 7) & ~7u));
        uint64_t value = 0;
        for (uint32_t at = 0; at < load.head.length; at += 8) {
            uint64_t part = 0;
            for (uint32_t i = 0; i < 8 && at + i < load.head.length; ++i) {
                part |= static_cast<uint64_t>(m_lanes[first + at + i]) << (8 * i);
            }
            if (at == 0) value = part;
            if (load.head.length > 8) m_bench.data(load, PW_HOST, at / 8, part, m_response, m_flags);
        }
        m_bench.complete(load, PW_HOST, m_response, value, m_flags);
        m_queue.pop_front();
        m_loading = false;
    }

    void abort_front() {
        m_bench.abort(m_queue.front(), PW_HOST);
        m_queue.pop_front();
    }

    void handshakes(PwTop& top) const {
        P::set_awvalid(top, m_aw_valid);
        P::set_wvalid(top, m_w_valid);
        P::set_arvalid(top, m_ar_valid);
        P::set_bready(top, m_ready);
        P::set_rready(top, m_ready);
    }

    Bench& m_bench;
    Random m_random;
    std::deque<Command> m_queue;
    std::deque<Command> m_stores;
    std::deque<Address> m_addresses;
    std::deque<Beat> m_beats;
    std::vector<uint8_t> m_lanes;
    uint64_t m_sent = 0;
    unsigned m_beat = 0;
    uint32_t m_flags = 0;
    uint8_t m_response = PW_OKAY;
    bool m_loading = false;
    bool m_ask = false;
    bool m_aw_valid = false;
    bool m_w_valid = false;
    bool m_ar_valid = false;
    bool m_ready = false;
};

}  // namespace pw

#endif
