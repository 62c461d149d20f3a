// What the design and the simulator say and do to end the run: collected here, never on the terminal, never exit().
#ifndef PW_HOOKS_H
#define PW_HOOKS_H
#include "pw_abi.h"
#include <stdexcept>
#include <string>

namespace pw {

// A failure with its status; the only exception that this code throws on purpose.
class Failure : public std::runtime_error {
public:
    Failure(PwStatus status, const std::string& text) : std::runtime_error(text), m_status(status) {}
    PwStatus status() const { return m_status; }

private:
    PwStatus m_status;
};

// One per model; the one that is being evaluated is the thread's current one.
class Hooks {
public:
    static Hooks*& current();

    void printed(const std::string& text);
    void ended(PwStatus status, const std::string& what);

    bool quiet() const { return m_text.empty() && m_status == PW_OK; }
    bool has_ended() const { return m_status != PW_OK; }
    PwStatus status() const { return m_status; }
    // What was printed since the last call.
    std::string take_text();
    std::string reason() const;

private:
    static constexpr size_t LIMIT = 64 << 10;
    std::string m_text;
    std::string m_last_text;
    std::string m_what;
    PwStatus m_status = PW_OK;
};

// Makes a model's hooks current for the length of a call.
class HooksScope {
public:
    explicit HooksScope(Hooks& hooks) : m_before(Hooks::current()) { Hooks::current() = &hooks; }
    ~HooksScope() { Hooks::current() = m_before; }
    HooksScope(const HooksScope&) = delete;
    HooksScope& operator=(const HooksScope&) = delete;

private:
    Hooks* m_before;
};

}  // namespace pw

#endif
