// The model: the design, its bus models and the loop that moves time.
#include "pw_model.h"
#include "pw_abi.h"
#include "pw_commands.h"
#include "pw_journal.h"
#include "pw_models.h"
#include "pw_wave.h"
#include <algorithm>

namespace pw {

namespace {

using pw_pins::others;

class Simulation final : public Model {
public:
    explicit Simulation(const PwOptions& options)
        : m_control(*reinterpret_cast<PwControl*>(options.control)),
          m_recorder(options, m_control),
          m_bench(m_recorder),
          m_ring(options, m_control),
          m_top(construct(m_context, options.seed)),
          m_waves(*m_top),
          m_models(m_bench, options.seed) {
        others::zero_inputs(*m_top);
        begin_reset(options.reset_cycles, false);
        open_journal(options);
        publish(0, 0);
    }

    // The thread may have run another model since, whose context is gone.
    ~Simulation() override {
        HooksScope scope(m_hooks);
        Verilated::threadContextp(&m_context);
        m_waves.stop();
        m_top->final();
    }

    void advance(uint64_t max_cycles, uint32_t stop_mask) override;

    void peek(uint64_t address, uint8_t* bytes, size_t length) override {
        m_models.memory().copy_out(address, bytes, length);
    }

    void wave(const char* path, uint64_t from, uint64_t to) override {
        Verilated::threadContextp(&m_context);
        if (path) {
            m_waves.add(path, from, to, m_bench.cycle);
        } else {
            m_waves.stop();
        }
    }

    void finish() override { m_journal.close(m_bench.cycle, m_recorder.hash()); }

private:
    static constexpr uint64_t CHECKPOINT_MASK = (1 << 16) - 1;

    // Verilator draws start values from a process-wide generator that is seeded anew by randSeed.
    static std::unique_ptr<PwTop> construct(VerilatedContext& context, uint64_t seed) {
        Verilated::threadContextp(&context);
        context.traceEverOn(PW_WAVES);
        context.randReset(2);
        context.randSeed(static_cast<int>(1 + Random(seed, "verilator").below(0x7FFFFFFE)));
        return std::make_unique<PwTop>(&context, "TOP");
    }

    void open_journal(const PwOptions& options);
    void take_commands();
    void dispatch(Command&& command);
    void control();
    void execute(const Command& command);
    void poke(const Command& command);
    void begin_reset(uint32_t cycles, bool flush);
    void end_reset_if_due();
    void reset_edge(bool begins);
    void run_cycle();
    void interrupts();
    void messages();
    bool is_idle() const;
    void publish(uint64_t start, uint32_t stop);
    void end_cycle();
    [[noreturn]] void fail(PwStatus status, const char* text);
    void refuse_if_failed() const;

    PwControl& m_control;
    Hooks m_hooks;
    Recorder m_recorder;
    Bench m_bench;
    CommandRing m_ring;
    Journal m_journal;
    VerilatedContext m_context;
    std::unique_ptr<PwTop> m_top;
    Waves m_waves;
    BusModels m_models;
    std::deque<Command> m_controls;
    std::vector<PwCommand> m_slots;
    uint64_t m_reset_end = 0;
    uint64_t m_irq = 0;
    bool m_in_reset = false;
    PwStatus m_failed = PW_OK;
    std::string m_failure;
};

void Simulation::open_journal(const PwOptions& options) {
    const char* path = reinterpret_cast<const char*>(options.journal);
    if (!path) return;
    std::string head = "format=2\nabi=" + std::to_string(PW_ABI) + "\nmodule=" PW_MODULE
                       "\nconfiguration=" PW_CONFIGURATION "\nkey=" PW_KEY "\nseed=" + std::to_string(options.seed)
                       + "\nresetCycles=" + std::to_string(options.reset_cycles) + "\n";
    if (options.notes) head += reinterpret_cast<const char*>(options.notes);
    m_journal.open(path, head);
}

void Simulation::refuse_if_failed() const {
    if (m_failed != PW_OK) throw Failure(m_failed, m_failure);
}

void Simulation::advance(uint64_t max_cycles, uint32_t stop_mask) {
    refuse_if_failed();
    m_journal.require_sound();
    HooksScope scope(m_hooks);
    Verilated::threadContextp(&m_context);
    const uint64_t start = m_bench.cycle;
    uint32_t stop = 0;
    try {
        take_commands();
        m_recorder.flush_backlog();
        while (m_bench.cycle - start < max_cycles) {
            if (m_recorder.backlog() != 0 || !m_recorder.has_room()) {
                stop |= PW_STOP_RECORDS_FULL;
                break;
            }
            m_bench.stop = 0;
            control();
            run_cycle();
            if ((stop_mask & PW_STOP_IDLE) && is_idle()) m_bench.stop |= PW_STOP_IDLE;
            if (m_bench.stop & stop_mask) {
                stop |= m_bench.stop & stop_mask;
                break;
            }
        }
    } catch (...) {
        publish(start, stop);
        throw;
    }
    if (m_bench.cycle - start == max_cycles) stop |= PW_STOP_COUNT;
    if (m_recorder.backlog() != 0) stop |= PW_STOP_RECORDS_FULL;
    publish(start, stop);
}

void Simulation::publish(uint64_t start, uint32_t stop) {
    m_recorder.publish();
    m_control.cycle = m_bench.cycle;
    m_control.hash = m_recorder.hash();
    m_control.stop = stop;
    m_control.advanced = m_bench.cycle - start;
    m_control.outstanding = m_bench.outstanding;
    m_control.wave_dumps = m_waves.dumps();
    __atomic_store_n(&m_control.backlog, m_recorder.backlog(), __ATOMIC_RELEASE);
}

// Everything that was accepted is in the journal before any of it acts, also if a later command is refused.
void Simulation::take_commands() {
    Command command;
    try {
        while (m_ring.next(command, m_slots)) {
            CommandCheck(command).run();
            m_journal.add(m_slots.data(), m_slots.size() * sizeof(PwCommand));
            dispatch(std::move(command));
        }
    } catch (...) {
        m_journal.write(m_bench.cycle, m_recorder.hash());
        throw;
    }
    m_journal.write(m_bench.cycle, m_recorder.hash());
}

void Simulation::dispatch(Command&& command) {
    ++m_bench.outstanding;
    if (!m_models.take(command)) m_controls.push_back(std::move(command));
}

void Simulation::control() {
    while (!m_controls.empty() && m_controls.front().head.earliest <= m_bench.cycle) {
        Command command = std::move(m_controls.front());
        m_controls.pop_front();
        command.start = m_bench.cycle;
        try {
            execute(command);
        } catch (const Failure&) {
            m_bench.abort(command, PW_CONTROL);
            throw;
        }
        m_bench.complete(command, PW_CONTROL, PW_OKAY, 0, 0);
    }
    end_reset_if_due();
}

void Simulation::execute(const Command& command) {
    const PwCommand& head = command.head;
    switch (head.kind) {
        case PW_MANAGER_TIMING:
            return m_models.set_manager_timing(head.length,
                                               {head.word[0], head.word[1], head.word[2], head.word[3]});
        case PW_MEMORY_TIMING:
            return m_models.set_memory_timing(head.length, {head.word[0], head.word[1], head.word[2], head.word[3],
                                                            head.word[4], head.word[5], head.word[6]});
        case PW_MEMORY_FAULT:
            return m_models.faults().add({static_cast<FaultKind>(head.length), head.address,
                                        std::max(head.address, head.address + head.argument[0] - 1), head.word[2],
                                        head.word[3], head.word[4]});
        case PW_POKE:
            return poke(command);
        case PW_RESET:
            return begin_reset(head.length, (head.flags & PW_FLUSH) != 0);
        case PW_BRIDGE_CANARY:
            return m_bench.plant(static_cast<PwCanary>(head.length), head.word[0]);
        case PW_RTL_CANARY:
            return others::set_canary(*m_top, head.length);
        default: {
            PwEvent event{};
            event.kind = PW_MARKED;
            event.tag = head.tag;
            event.data = head.argument[0];
            m_bench.stop |= PW_STOP_MARK;
            m_bench.event(event);
        }
    }
}

void Simulation::poke(const Command& command) {
    const PwCommand& head = command.head;
    if (m_models.busy()) {
        throw Failure(PW_STATE, "poke refused while something is outstanding: tag=" + std::to_string(head.tag)
                                    + ", cycle=" + std::to_string(m_bench.cycle));
    }
    m_models.memory().copy_in(head.address, command.payload.data(), head.length);
    const uint64_t end = head.address + head.length;
    for (uint64_t word = head.address & ~7ULL; word < end; word += 8) {
        PwEvent event{};
        event.kind = PW_POKED;
        event.tag = head.tag;
        event.address = word;
        for (uint64_t byte = std::max(word, head.address); byte < std::min(word + 8, end); ++byte) {
            event.data |= static_cast<uint64_t>(command.payload[byte - head.address]) << (8 * (byte - word));
            event.extra |= 1ULL << (byte - word);
        }
        event.flags = PW_EVENT_WRITE | PW_EVENT_COMMITTED;
        m_bench.event(event);
    }
}

void Simulation::begin_reset(uint32_t cycles, bool flush) {
    m_in_reset = true;
    m_reset_end = m_bench.cycle + cycles;
    m_models.reset(*m_top, flush);
    others::set_aresetn(*m_top, 0);
    reset_edge(true);
}

void Simulation::end_reset_if_due() {
    if (!m_in_reset || m_bench.cycle < m_reset_end) return;
    m_in_reset = false;
    others::set_aresetn(*m_top, 1);
    reset_edge(false);
}

void Simulation::reset_edge(bool begins) {
    PwEvent event{};
    event.kind = PW_RESET_EDGE;
    event.data = begins;
    m_bench.event(event);
}

// In the first cycle with aresetn high every VALID is still low. [AXI A3.1.2]
void Simulation::run_cycle() {
    try {
        const bool active = !m_in_reset && m_bench.cycle != m_reset_end;
        if (active) m_models.drive(*m_top);
        const uint64_t time = m_bench.cycle * 10;
        m_waves.begin_cycle(m_bench.cycle);
        m_context.time(time);
        others::set_aclk(*m_top, 0);
        m_top->eval();
        m_waves.dump(time);
        m_recorder.sample(*m_top, m_bench.cycle, m_in_reset);
        if (active) m_models.observe(*m_top);
        if (!m_in_reset) interrupts();
        m_context.time(time + 5);
        others::set_aclk(*m_top, 1);
        m_top->eval();
        m_waves.dump(time + 5);
        if (!m_hooks.quiet()) messages();
        if (m_bench.canary(PW_THROW_EXCEPTION)) throw std::runtime_error("planted by a canary");
    } catch (const Failure& failure) {
        fail(failure.status(), failure.what());
    } catch (const std::bad_alloc&) {
        fail(PW_MEMORY, "out of memory");
    } catch (const std::exception& exception) {
        fail(PW_EXCEPTION, exception.what());
    }
    end_cycle();
    if ((m_bench.cycle & CHECKPOINT_MASK) == 0) m_journal.checkpoint(m_bench.cycle, m_recorder.hash());
}

void Simulation::end_cycle() {
    m_recorder.end_cycle();
    ++m_bench.cycle;
}

// The cycle that failed is recorded as far as it came; the model refuses to go on.
void Simulation::fail(PwStatus status, const char* text) {
    m_failed = status;
    m_failure = std::string(text) + ", cycle=" + std::to_string(m_bench.cycle);
    end_cycle();
    throw Failure(m_failed, m_failure);
}

void Simulation::interrupts() {
    const uint64_t level = others::get_irq(*m_top);
    if (level == m_irq) return;
    PwEvent event{};
    event.kind = PW_INTERRUPT;
    event.data = level;
    event.extra = level ^ m_irq;
    m_bench.stop |= PW_STOP_INTERRUPT_CHANGE;
    if (level & ~m_irq) m_bench.stop |= PW_STOP_INTERRUPT_RISE;
    m_irq = level;
    m_bench.event(event);
}

// Text of the design becomes events; an end of the run becomes a failure after them.
void Simulation::messages() {
    m_bench.message(m_hooks.take_text());
    if (m_hooks.has_ended()) throw Failure(m_hooks.status(), m_hooks.reason());
}

bool Simulation::is_idle() const {
    return m_bench.outstanding == 0 && !m_in_reset && !m_models.memory_busy();
}

}  // namespace

std::unique_ptr<Model> make_model(const PwOptions& options) { return std::make_unique<Simulation>(options); }

}  // namespace pw
