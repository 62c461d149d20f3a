// Writes cycle records and events into the rings, and the record hash. Generic over the generated cycle record.
#ifndef PW_RECORDER_H
#define PW_RECORDER_H
#include "pw_hash.h"
#include "pw_pins.h"
#include <deque>

namespace pw {

inline uint64_t acquire(const PwCounter& counter) { return __atomic_load_n(&counter.value, __ATOMIC_ACQUIRE); }
inline void release(PwCounter& counter, uint64_t value) { __atomic_store_n(&counter.value, value, __ATOMIC_RELEASE); }

// A stretch of equal cycles is one record with a count. A record that has events has them in its first cycle, so a
// cycle with events always starts a record. The record that may still grow is not published.
class Recorder {
public:
    Recorder(const PwOptions& options, PwControl& control)
        : m_on((options.flags & PW_NO_RECORDS) == 0),
          m_cycles(reinterpret_cast<PwCycleRecord*>(options.cycle_ring)),
          m_cycle_mask(options.cycle_records - 1),
          m_events(reinterpret_cast<PwEvent*>(options.event_ring)),
          m_event_mask(options.event_records - 1),
          m_control(control) {}

    // Room for the record that grows and for the one of the next cycle.
    bool has_room() {
        if (!m_on || m_cycle_head + 2 - m_cycle_tail <= m_cycle_mask + 1) return true;
        m_cycle_tail = acquire(m_control.cycle_tail);
        return m_cycle_head + 2 - m_cycle_tail <= m_cycle_mask + 1;
    }

    uint64_t backlog() const { return m_backlog.size(); }
    uint64_t hash() const { return m_hash; }

    // Moves waiting events into the ring as far as there is room.
    void flush_backlog();

    void sample(const PwTop& top, uint64_t cycle, bool in_reset) {
        if (!m_on) return;
        PwCycleRecord& record = m_cycles[(m_cycle_head + m_growing) & m_cycle_mask];
        record.cycle = cycle;
        record.repeat = 1;
        record.flags = in_reset ? PW_CYCLE_RESET : 0;
        pw_pack(top, record);
        m_sampled = true;
    }

    void event(PwEvent& event, uint64_t cycle) {
        if (!m_on) return;
        event.cycle = cycle;
        m_hash = chain(m_hash, hash_words(&event, sizeof event));
        m_has_events = true;
        if (m_backlog.empty() && push(event)) return;
        m_backlog.push_back(event);
    }

    // The cycle is over; also called for a cycle that failed after it was sampled.
    void end_cycle() {
        if (!m_sampled) return;
        m_sampled = false;
        PwCycleRecord& now = m_cycles[(m_cycle_head + m_growing) & m_cycle_mask];
        if (m_growing && !m_has_events) {
            PwCycleRecord& before = m_cycles[m_cycle_head & m_cycle_mask];
            if (((before.flags ^ now.flags) & PW_CYCLE_RESET) == 0 && before.repeat != ~0u && same(before, now)) {
                ++before.repeat;
                m_hash = chain(m_hash, m_pins_hash);
                return;
            }
        }
        if (m_growing) publish();
        if (m_has_events) now.flags |= PW_CYCLE_EVENTS;
        m_has_events = false;
        m_growing = 1;
        m_pins_hash = hash_words(&now.valid, PW_CYCLE_USED - offsetof(PwCycleRecord, valid));
        m_pins_hash ^= now.flags & PW_CYCLE_RESET;
        m_hash = chain(m_hash, m_pins_hash);
    }

    // Makes everything visible to the reader, at the end of a batch.
    void publish() {
        if (!m_growing) return;
        m_growing = 0;
        ++m_cycle_head;
        release(m_control.cycle_head, m_cycle_head);
    }

private:
    static bool same(const PwCycleRecord& a, const PwCycleRecord& b) {
        return std::memcmp(&a.valid, &b.valid, PW_CYCLE_USED - offsetof(PwCycleRecord, valid)) == 0;
    }

    bool push(const PwEvent& event) {
        if (m_event_head - m_event_tail > m_event_mask) {
            m_event_tail = acquire(m_control.event_tail);
            if (m_event_head - m_event_tail > m_event_mask) return false;
        }
        m_events[m_event_head & m_event_mask] = event;
        ++m_event_head;
        release(m_control.event_head, m_event_head);
        return true;
    }

    const bool m_on;
    PwCycleRecord* const m_cycles;
    const uint64_t m_cycle_mask;
    PwEvent* const m_events;
    const uint64_t m_event_mask;
    PwControl& m_control;
    uint64_t m_cycle_head = 0;
    uint64_t m_cycle_tail = 0;
    uint64_t m_event_head = 0;
    uint64_t m_event_tail = 0;
    uint64_t m_hash = 0;
    uint64_t m_pins_hash = 0;
    unsigned m_growing = 0;
    bool m_sampled = false;
    bool m_has_events = false;
    std::deque<PwEvent> m_backlog;
};

inline void Recorder::flush_backlog() {
    while (!m_backlog.empty() && push(m_backlog.front())) m_backlog.pop_front();
}

}  // namespace pw

#endif
