// Verilator's way out of a run, caught. $finish and $stop are noted and the step is finished; a fatal error of the
// simulator (a design that does not settle) is thrown, because the code that reports it would go on for ever.
#include "pw_hooks.h"
#include <cstdarg>
#include <cstdio>

namespace pw {

Hooks*& Hooks::current() {
    static thread_local Hooks* hooks = nullptr;
    return hooks;
}

void Hooks::printed(const std::string& text) {
    if (m_text.size() + text.size() <= LIMIT) m_text += text;
    m_last_text = text;
}

void Hooks::ended(PwStatus status, const std::string& what) {
    if (m_status != PW_OK) return;
    m_status = status;
    m_what = what;
    if (!m_last_text.empty()) {
        m_what += ", text=" + m_last_text;
        while (!m_what.empty() && m_what.back() == '\n') m_what.pop_back();
    }
}

std::string Hooks::take_text() {
    std::string text;
    text.swap(m_text);
    return text;
}

std::string Hooks::reason() const { return m_what; }

static std::string place(const char* file, int line) {
    std::string name = file ? file : "";
    const size_t slash = name.find_last_of('/');
    if (slash != std::string::npos) name.erase(0, slash + 1);
    return "at=" + name + ":" + std::to_string(line);
}

static void ended(PwStatus status, const std::string& what) {
    if (Hooks::current()) Hooks::current()->ended(status, what);
}

}  // namespace pw

void vl_finish(const char* file, int line, const char*) { pw::ended(PW_FINISH, pw::place(file, line)); }

void vl_stop(const char* file, int line, const char*) { pw::ended(PW_STOP, pw::place(file, line)); }

void vl_fatal(const char* file, int line, const char*, const char* message) {
    const std::string text = pw::place(file, line) + ", " + (message ? message : "");
    pw::ended(PW_FATAL, text);
    throw pw::Failure(PW_FATAL, text);
}

int pw_print(const char* format, ...) {
    char stack[1024];
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    const int length = std::vsnprintf(stack, sizeof stack, format, arguments);
    va_end(arguments);
    std::string text;
    if (length >= static_cast<int>(sizeof stack)) {
        text.resize(static_cast<size_t>(length) + 1);
        std::vsnprintf(&text[0], text.size(), format, again);
        text.resize(static_cast<size_t>(length));
    } else if (length > 0) {
        text.assign(stack, static_cast<size_t>(length));
    }
    va_end(again);
    if (pw::Hooks::current()) pw::Hooks::current()->printed(text);
    return length;
}
