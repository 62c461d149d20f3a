// The journal: what was taken over from the command ring, at which cycle. docs/bridge.md has the format.
#ifndef PW_JOURNAL_H
#define PW_JOURNAL_H
#include "pw_records.h"
#include <string>
#include <vector>

namespace pw {

class Journal {
public:
    Journal() = default;
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    void open(const char* path, const std::string& head);
    bool is_open() const { return m_file >= 0; }
    // After a failed write the file holds the whole entries before it, and no run goes on without its journal.
    void require_sound() const;

    // Collects a command; write() puts all collected ones into the file before any of them acts.
    void add(const void* slots, size_t bytes);
    void write(uint64_t cycle, uint64_t hash);
    // A point to which a replay can be compared.
    void checkpoint(uint64_t cycle, uint64_t hash);
    void close(uint64_t cycle, uint64_t hash);

private:
    enum EntryKind : uint32_t { COMMANDS = 1, CHECKPOINT = 2, END = 3 };

    void entry(EntryKind kind, uint64_t cycle, uint64_t hash);
    void put(const void* bytes, size_t length);
    [[noreturn]] void fail();

    int m_file = -1;
    uint64_t m_whole = 0;
    std::string m_broken;
    std::string m_path;
    std::vector<uint8_t> m_collected;
};

}  // namespace pw

#endif
