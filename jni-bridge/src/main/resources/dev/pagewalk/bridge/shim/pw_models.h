// All bus models of a design, and the one memory behind them.
#ifndef PW_MODELS_H
#define PW_MODELS_H
#include "pw_ats.h"
#include "pw_device_write.h"
#include "pw_host.h"
#include "pw_mmio.h"
#include "pw_port_write.h"

namespace pw {

// One memory subordinate, both halves.
template <class P>
struct Subordinate {
    Port port;
    PortReader<P> reader;
    PortWriter<P> writer;

    Subordinate(Bench& bench, SharedMemory& shared, unsigned number, uint64_t seed, const char* reads,
                const char* writes)
        : port{bench, shared, number, {}}, reader(port, seed, reads), writer(port, reader, seed, writes) {}

    void drive(PwTop& top) {
        if constexpr (P::present) {
            reader.drive(top);
            writer.drive(top);
        }
    }
    void observe(PwTop& top) {
        if constexpr (P::present) {
            reader.observe(top);
            writer.observe(top);
        }
    }
    void reset(PwTop& top) {
        reader.reset(top);
        writer.reset(top);
        port.open = 0;
    }
    bool busy() const { return reader.busy() || writer.busy(); }
};

class BusModels {
public:
    BusModels(Bench& bench, uint64_t seed)
        : m_mmio(bench, seed),
          m_host(bench, seed),
          m_device_reads(bench, m_device_timing, seed),
          m_device_writes(bench, m_device_timing, seed),
          m_messages(bench, seed),
          m_mem(bench, m_shared, 0, seed, "mem reads", "mem writes"),
          m_ptw(bench, m_shared, 1, seed, "ptw reads", "ptw writes"),
          m_host_memory(bench, m_shared, 2, seed, "host memory reads", "host memory writes") {}

    Memory& memory() { return m_shared.memory; }
    Faults& faults() { return m_shared.faults; }
    bool memory_busy() const { return m_mem.busy() || m_ptw.busy() || m_host_memory.busy(); }
    bool busy() const {
        return m_mmio.busy() || m_host.busy() || m_device_reads.busy() || m_device_writes.busy() || m_messages.busy()
               || memory_busy();
    }

    // Hands a command to its manager; false if it belongs to none.
    bool take(Command& command) {
        switch (command.head.kind) {
            case PW_MMIO_READ:
            case PW_MMIO_WRITE:
                m_mmio.take(std::move(command));
                return true;
            case PW_HOST_STORE:
            case PW_HOST_LOAD:
            case PW_HOST_BARRIER:
                command.needs = m_mmio.taken();
                m_host.take(std::move(command));
                return true;
            case PW_DEVICE_READ:
                m_device_reads.take(std::move(command));
                return true;
            case PW_DEVICE_WRITE:
                m_device_writes.take(std::move(command));
                return true;
            case PW_ATS_SEND:
                m_messages.take(std::move(command));
                return true;
            default:
                return false;
        }
    }

    void drive(PwTop& top) {
        m_mmio.drive(top);
        m_host.drive(top);
        m_device_reads.drive(top);
        m_device_writes.drive(top);
        m_messages.drive(top);
        m_mem.drive(top);
        m_ptw.drive(top);
        m_host_memory.drive(top);
    }

    void observe(PwTop& top) {
        m_mmio.observe(top);
        m_host.observe(top);
        m_device_reads.observe(top);
        m_device_writes.observe(top);
        m_messages.observe(top);
        m_mem.observe(top);
        m_ptw.observe(top);
        m_host_memory.observe(top);
    }

    // Drops everything that is on a bus; with flush also what has not started. Memory keeps its content.
    void reset(PwTop& top, bool flush) {
        m_mmio.reset(top, flush);
        m_host.reset(top, flush);
        m_device_reads.reset(top, flush);
        m_device_writes.reset(top, flush);
        m_messages.reset(top, flush);
        m_mem.reset(top);
        m_ptw.reset(top);
        m_host_memory.reset(top);
        m_shared.shared_open = 0;
        m_shared.memory.forget_watches();
    }

    void set_manager_timing(uint32_t initiator, const ManagerTiming& timing) {
        if (initiator == PW_MMIO) {
            m_mmio.timing = timing;
        } else if (initiator == PW_HOST) {
            m_host.timing = timing;
        } else if (initiator == PW_MESSAGES) {
            m_messages.timing = timing;
        } else {
            m_device_timing = timing;
        }
    }

    void set_memory_timing(uint32_t number, const PortTiming& timing) {
        Port* const ports[] = {&m_mem.port, &m_ptw.port, &m_host_memory.port};
        ports[number]->timing = timing;
        m_shared.shared_open = 0;
        for (const Port* port : ports) {
            if (port->timing.options & PW_SHARED) m_shared.shared_open += port->open;
        }
    }

private:
    SharedMemory m_shared;
    MmioManager<pw_pins::s_axi_cfg> m_mmio;
    HostManager<pw_pins::s_axi_host> m_host;
    ManagerTiming m_device_timing;
    DeviceReader<pw_pins::s_axi_dev> m_device_reads;
    DeviceWriter<pw_pins::s_axi_dev> m_device_writes;
    MessageDevice<pw_pins::s_ats_req, pw_pins::m_ats_msg> m_messages;
    Subordinate<pw_pins::m_axi_mem> m_mem;
    Subordinate<pw_pins::m_axi_ptw> m_ptw;
    Subordinate<pw_pins::m_axi_host> m_host_memory;
};

}  // namespace pw

#endif
