// Takes commands over from the ring and refuses those that no bus model could execute.
#ifndef PW_COMMANDS_H
#define PW_COMMANDS_H
#include "pw_bench.h"
#include "pw_hooks.h"

namespace pw {

class CommandCheck {
public:
    explicit CommandCheck(const Command& command) : m_head(command.head), m_payload(command.payload.size()) {}

    // Throws what is wrong.
    void run() const {
        switch (m_head.kind) {
            case PW_MMIO_READ:
            case PW_MMIO_WRITE:
                return registers();
            case PW_HOST_STORE:
                require(m_payload >= m_head.length, "payload shorter than its length");
                return host();
            case PW_HOST_LOAD:
                return host();
            case PW_HOST_BARRIER:
                return require(pw_pins::s_axi_host::present, "the design has no s_axi_host");
            case PW_DEVICE_READ:
            case PW_DEVICE_WRITE:
                return device();
            case PW_ATS_SEND:
                return require(pw_pins::s_ats_req::present, "the design has no s_ats_req");
            case PW_MEMORY_TIMING:
            case PW_MANAGER_TIMING:
                return timing();
            default:
                return others();
        }
    }

private:
    void require(bool fine, const char* what) const {
        if (fine) return;
        throw Failure(PW_ARGUMENT, "command refused: kind=" + std::to_string(m_head.kind) + ", tag="
                                       + std::to_string(m_head.tag) + ", why=" + what);
    }

    template <class P>
    void address() const {
        constexpr unsigned bits = P::address_bits;
        require(bits >= 64 || (m_head.address >> (bits & 63)) == 0, "address wider than the port");
    }

    void registers() const {
        require(pw_pins::s_axi_cfg::present, "the design has no s_axi_cfg");
        require(m_head.length == 4 || m_head.length == 8, "length is neither 4 nor 8");
        require(m_head.address % m_head.length == 0, "address not aligned");
        address<pw_pins::s_axi_cfg>();
    }

    void host() const {
        require(pw_pins::s_axi_host::present, "the design has no s_axi_host");
        require(m_head.length >= 1 && m_head.length <= 64, "length not in 1..64");
        require((m_head.address & 4095) + m_head.length <= 4096, "crosses 4 KiB");
        address<pw_pins::s_axi_host>();
    }

    void device() const {
        using P = pw_pins::s_axi_dev;
        require(P::present, "the design has no s_axi_dev");
        require(m_head.device.id < 1u << P::id_bits, "id wider than the port");
        require(m_head.device.size <= 3, "beats wider than the port");
        const size_t beats = m_head.device.len + 1u;
        require(m_head.kind == PW_DEVICE_READ || m_payload >= ((beats + 7) & ~size_t{7}) + 8 * beats,
                "payload shorter than its beats");
        address<P>();
    }

    void timing() const {
        if (m_head.kind == PW_MANAGER_TIMING) {
            require(m_head.length >= PW_MMIO && m_head.length <= PW_MESSAGES, "no such manager");
            require(m_head.word[0] < 1000 && m_head.word[1] < 1000 && m_head.word[2] < 1000, "stall not below 1000");
            return require(m_head.word[3] >= 1, "outstanding below 1");
        }
        require(m_head.length < 3, "no such memory port");
        require(m_head.word[0] >= 1 && m_head.word[0] <= m_head.word[1], "latency range empty or below 1");
        require(m_head.word[2] < 1000 && m_head.word[3] < 1000 && m_head.word[4] < 1000, "stall not below 1000");
        require(m_head.word[5] >= 1, "capacity below 1");
    }

    void others() const {
        switch (m_head.kind) {
            case PW_MEMORY_FAULT:
                require(m_head.length <= 3, "no such fault");
                return require(m_head.argument[0] >= 1, "region empty");
            case PW_POKE:
                return require(m_head.length >= 1 && m_payload >= m_head.length, "payload shorter than its length");
            case PW_RESET:
                return require(m_head.length >= 1, "no cycles");
            case PW_BRIDGE_CANARY:
                return require(m_head.length < PW_CANARIES, "no such canary");
            case PW_RTL_CANARY:
                return require(pw_pins::others::has_canary, "the design has no dbg_canary");
            default:
                require(m_head.kind == PW_MARK, "no such kind");
        }
    }

    const PwCommand& m_head;
    const size_t m_payload;
};

class CommandRing {
public:
    CommandRing(const PwOptions& options, PwControl& control)
        : m_slots(reinterpret_cast<const PwCommand*>(options.command_ring)),
          m_mask(options.command_slots - 1),
          m_control(control) {}

    // The next command, with its slots for the journal; false if there is none. A command that is refused is gone.
    bool next(Command& command, std::vector<PwCommand>& slots) {
        const uint64_t head = acquire(m_control.command_head);
        if (m_tail == head) return false;
        const uint64_t count = m_slots[m_tail & m_mask].slots;
        if (count == 0 || count > head - m_tail) {
            m_tail = head;
            release(m_control.command_tail, m_tail);
            throw Failure(PW_ARGUMENT, "command ring corrupt: slots=" + std::to_string(count));
        }
        slots.clear();
        for (uint64_t i = 0; i < count; ++i) slots.push_back(m_slots[(m_tail + i) & m_mask]);
        m_tail += count;
        release(m_control.command_tail, m_tail);
        command.head = slots[0];
        const uint8_t* payload = reinterpret_cast<const uint8_t*>(slots.data() + 1);
        command.payload.assign(payload, payload + (count - 1) * sizeof(PwCommand));
        command.start = command.needs = 0;
        return true;
    }

private:
    const PwCommand* const m_slots;
    const uint64_t m_mask;
    PwControl& m_control;
    uint64_t m_tail = 0;
};

}  // namespace pw

#endif
