// What all bus models of one design share: the cycle, the recorder, stop reasons, completions and planted bugs.
#ifndef PW_BENCH_H
#define PW_BENCH_H
#include "pw_recorder.h"
#include <algorithm>
#include <deque>
#include <string>
#include <vector>

namespace pw {

// A command as it was taken over, with its payload.
struct Command {
    PwCommand head;
    std::vector<uint8_t> payload;
    uint64_t start = 0;
    uint64_t needs = 0;
};

class Bench {
public:
    explicit Bench(Recorder& recorder) : m_recorder(recorder) {}

    uint64_t cycle = 0;
    uint32_t stop = 0;
    uint64_t outstanding = 0;
    // Register accesses that are complete or aborted; barriers wait for a count.
    uint64_t registers_done = 0;

    void event(PwEvent& event) { m_recorder.event(event, cycle); }

    void complete(const Command& command, PwInitiator initiator, uint8_t response, uint64_t data, uint32_t flags) {
        PwEvent event{};
        event.kind = PW_COMPLETION;
        event.port = initiator;
        event.tag = command.head.tag;
        event.address = command.head.address;
        event.data = data;
        event.extra = command.start;
        event.id = initiator == PW_DEVICE ? command.head.device.id : 0;
        event.response = response;
        event.flags = flags | stop_flag(command);
        finish(command, event);
    }

    void abort(const Command& command, PwInitiator initiator) {
        PwEvent event{};
        event.kind = PW_COMPLETION;
        event.port = initiator;
        event.tag = command.head.tag;
        event.address = command.head.address;
        event.extra = command.start;
        event.status = 1;
        event.flags = stop_flag(command);
        stop |= PW_STOP_TROUBLE;
        finish(command, event);
    }

    void data(const Command& command, PwInitiator initiator, uint32_t beat, uint64_t value, uint8_t response,
              uint32_t flags) {
        PwEvent event{};
        event.kind = PW_DATA;
        event.port = initiator;
        event.tag = command.head.tag;
        event.address = command.head.address;
        event.data = value;
        event.id = initiator == PW_DEVICE ? command.head.device.id : 0;
        event.beat = static_cast<uint16_t>(beat);
        event.response = response;
        event.flags = flags;
        this->event(event);
    }

    void trouble(uint16_t port, uint32_t id, PwTrouble what, bool write) {
        PwEvent event{};
        event.kind = PW_TROUBLE;
        event.port = port;
        event.id = id;
        event.data = what;
        event.flags = write ? PW_EVENT_WRITE : 0;
        stop |= PW_STOP_TROUBLE;
        this->event(event);
    }

    // Text in chunks of 24 bytes.
    void message(const std::string& text) {
        constexpr size_t CHUNK = 24;
        for (size_t at = 0; at < text.size(); at += CHUNK) {
            char chunk[CHUNK] = {};
            std::memcpy(chunk, text.data() + at, std::min(CHUNK, text.size() - at));
            PwEvent event{};
            event.kind = PW_MESSAGE;
            event.beat = static_cast<uint16_t>(at / CHUNK);
            event.flags = at + CHUNK >= text.size() ? PW_EVENT_LAST : 0;
            std::memcpy(&event.address, chunk, 8);
            std::memcpy(&event.data, chunk + 8, 8);
            std::memcpy(&event.extra, chunk + 16, 8);
            this->event(event);
        }
    }

    void plant(PwCanary kind, uint32_t after) {
        m_canary = kind;
        m_canary_after = after;
    }

    // Whether the planted bug happens now; asking uses up one chance.
    bool canary(PwCanary kind) {
        if (m_canary != kind) return false;
        if (m_canary_after-- != 0) return false;
        m_canary = PW_NO_CANARY;
        return true;
    }

private:
    static uint32_t stop_flag(const Command& command) {
        return command.head.flags & PW_STOPPING ? PW_EVENT_STOP : 0;
    }

    void finish(const Command& command, PwEvent& event) {
        if (command.head.flags & PW_STOPPING) stop |= PW_STOP_COMPLETION;
        --outstanding;
        this->event(event);
    }

    Recorder& m_recorder;
    PwCanary m_canary = PW_NO_CANARY;
    uint32_t m_canary_after = 0;
};

// Pace of a manager.
struct ManagerTiming {
    uint32_t address_stall = 0;
    uint32_t data_stall = 0;
    uint32_t response_stall = 0;
    uint32_t outstanding = 64;
};

// An address beat as a bus carries it.
struct Address {
    uint64_t address;
    uint64_t user;
    uint32_t id;
    uint8_t len;
    uint8_t size;
    uint8_t burst;
    uint8_t lock;
    uint8_t cache;
    uint8_t prot;
    uint8_t qos;
    uint8_t atop;
};

// A data beat of a write as a bus carries it.
struct Beat {
    uint64_t data;
    uint8_t strobe;
    bool last;
};

template <class P>
void drive_aw(PwTop& top, const Address& a) {
    P::set_awaddr(top, a.address);
    P::set_awid(top, a.id);
    P::set_awlen(top, a.len);
    P::set_awsize(top, a.size);
    P::set_awburst(top, a.burst);
    P::set_awlock(top, a.lock);
    P::set_awcache(top, a.cache);
    P::set_awprot(top, a.prot);
    P::set_awqos(top, a.qos);
    P::set_awuser(top, a.user);
}

template <class P>
void drive_ar(PwTop& top, const Address& a) {
    P::set_araddr(top, a.address);
    P::set_arid(top, a.id);
    P::set_arlen(top, a.len);
    P::set_arsize(top, a.size);
    P::set_arburst(top, a.burst);
    P::set_arlock(top, a.lock);
    P::set_arcache(top, a.cache);
    P::set_arprot(top, a.prot);
    P::set_arqos(top, a.qos);
    P::set_aruser(top, a.user);
}

}  // namespace pw

#endif
