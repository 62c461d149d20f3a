// FST windows: each with its own file, opened and closed at exact cycles.
// Cycle c is at time 10 c, its edge at 10 c + 5.
#ifndef PW_WAVE_H
#define PW_WAVE_H
#include "pw_hooks.h"
#include "pw_pins.h"
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <deque>
#include <memory>
#include <sys/statvfs.h>
#if PW_WAVES
#include "verilated_fst_c.h"
#endif

namespace pw {

#if PW_WAVES

class Waves {
public:
    explicit Waves(PwTop& top) : m_top(top) {}
    ~Waves() { stop(); }

    void add(const char* path, uint64_t from, uint64_t to, uint64_t now) {
        if (from < now || to <= from) {
            throw Failure(PW_ARGUMENT, "waveform window refused: from=" + std::to_string(from) + ", to="
                                           + std::to_string(to) + ", now=" + std::to_string(now));
        }
        if (!m_windows.empty() && from < m_windows.back().to) {
            throw Failure(PW_ARGUMENT, "waveform window overlaps the one before: from=" + std::to_string(from)
                                           + ", end before=" + std::to_string(m_windows.back().to));
        }
        require_temporary_space(path);
        std::FILE* file = std::fopen(path, "wb");
        if (!file) {
            const std::string why = std::strerror(errno);
            throw Failure(PW_IO, std::string("waveform not writable: file=") + path + ", error=" + why);
        }
        std::fclose(file);
        m_windows.push_back({path, from, to});
    }

    void stop() {
        if (m_file) m_file->close();
        m_file.reset();
        m_windows.clear();
    }

    void begin_cycle(uint64_t cycle) {
        if (m_windows.empty()) return;
        if (m_file && cycle >= m_windows.front().to) {
            m_file->close();
            m_file.reset();
            m_windows.pop_front();
        }
        if (!m_file && !m_windows.empty() && cycle >= m_windows.front().from) {
            m_file = std::make_unique<VerilatedFstC>();
            m_top.trace(m_file.get(), 99);
            m_file->open(m_windows.front().path.c_str());
            if (!m_file->isOpen()) {
                throw Failure(PW_IO, "waveform not writable: file=" + m_windows.front().path);
            }
        }
    }

    // Outside a window there is no writer, and nothing of it runs.
    void dump(uint64_t time) {
        if (!m_file) return;
        m_file->dump(time);
        ++m_dumps;
    }

    uint64_t dumps() const { return m_dumps; }

private:
    static constexpr uint64_t TEMPORARY_BYTES = 32 << 20;

    // The writer maps temporary files; a full file system under them would end the process by a signal.
    static void require_temporary_space(const char* path) {
        struct statvfs system {};
        if (::statvfs(P_tmpdir, &system) == 0 && system.f_bavail * system.f_frsize < TEMPORARY_BYTES) {
            throw Failure(PW_IO, std::string("waveform not writable: file=") + path
                                     + ", error=less than 32 MiB free for temporary files in " + P_tmpdir);
        }
    }

    struct Window {
        std::string path;
        uint64_t from;
        uint64_t to;
    };
    PwTop& m_top;
    std::deque<Window> m_windows;
    std::unique_ptr<VerilatedFstC> m_file;
    uint64_t m_dumps = 0;
};

#else

class Waves {
public:
    explicit Waves(PwTop&) {}
    void add(const char* path, uint64_t, uint64_t, uint64_t) {
        throw Failure(PW_UNSUPPORTED, std::string("waveforms: the library was built without FST: file=") + path);
    }
    void stop() {}
    void begin_cycle(uint64_t) {}
    void dump(uint64_t) {}
    uint64_t dumps() const { return 0; }
};

#endif

}  // namespace pw

#endif
