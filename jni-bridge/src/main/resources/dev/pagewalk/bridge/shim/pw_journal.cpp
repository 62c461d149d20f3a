#include "pw_journal.h"
#include "pw_hooks.h"
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace pw {

namespace {

constexpr uint32_t ENTRY_MARK = 0x4A455750;  // "PWEJ"

struct EntryHead {
    uint32_t mark;
    uint32_t kind;
    uint32_t bytes;
    uint32_t crc;
    uint64_t cycle;
    uint64_t hash;
};
static_assert(sizeof(EntryHead) == 32, "size of a journal entry head");

constexpr std::array<uint32_t, 256> crc_table() {
    std::array<uint32_t, 256> table{};
    for (uint32_t i = 0; i < 256; ++i) {
        uint32_t c = i;
        for (int k = 0; k < 8; ++k) c = c & 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
        table[i] = c;
    }
    return table;
}

uint32_t crc32(uint32_t crc, const void* data, size_t length) {
    static constexpr std::array<uint32_t, 256> TABLE = crc_table();
    const uint8_t* p = static_cast<const uint8_t*>(data);
    crc = ~crc;
    while (length-- != 0) crc = TABLE[(crc ^ *p++) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

}  // namespace

Journal::~Journal() {
    if (m_file >= 0) ::close(m_file);
}

void Journal::open(const char* path, const std::string& head) {
    m_path = path;
    m_file = ::open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644);
    if (m_file < 0) {
        throw Failure(PW_IO, "journal not writable: file=" + m_path + ", error=" + std::strerror(errno));
    }
    put("PWJOURN1", 8);
    const uint32_t bytes = static_cast<uint32_t>(head.size());
    const uint32_t crc = crc32(0, head.data(), head.size());
    put(&bytes, 4);
    put(&crc, 4);
    put(head.data(), head.size());
}

void Journal::put(const void* bytes, size_t length) {
    const uint8_t* p = static_cast<const uint8_t*>(bytes);
    while (length != 0) {
        const ssize_t written = ::write(m_file, p, length);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            throw Failure(PW_IO, "journal not writable: file=" + m_path + ", error=" + std::strerror(errno));
        }
        p += written;
        length -= static_cast<size_t>(written);
    }
}

void Journal::add(const void* slots, size_t bytes) {
    if (m_file < 0) return;
    const uint8_t* p = static_cast<const uint8_t*>(slots);
    m_collected.insert(m_collected.end(), p, p + bytes);
}

void Journal::write(uint64_t cycle, uint64_t hash) {
    if (m_file < 0 || m_collected.empty()) return;
    entry(COMMANDS, cycle, hash);
    m_collected.clear();
}

void Journal::checkpoint(uint64_t cycle, uint64_t hash) {
    if (m_file >= 0) entry(CHECKPOINT, cycle, hash);
}

void Journal::close(uint64_t cycle, uint64_t hash) {
    if (m_file < 0) return;
    entry(END, cycle, hash);
    const int file = m_file;
    m_file = -1;
    if (::close(file) != 0) {
        throw Failure(PW_IO, "journal not writable: file=" + m_path + ", error=" + std::strerror(errno));
    }
}

// One write per entry, so that a killed process leaves whole entries and at most one torn one at the end.
void Journal::entry(EntryKind kind, uint64_t cycle, uint64_t hash) {
    const size_t bytes = kind == COMMANDS ? m_collected.size() : 0;
    EntryHead head{ENTRY_MARK, kind, static_cast<uint32_t>(bytes), 0, cycle, hash};
    head.crc = crc32(crc32(0, &head, sizeof head), m_collected.data(), bytes);
    std::vector<uint8_t> whole(sizeof head + bytes);
    std::memcpy(whole.data(), &head, sizeof head);
    if (bytes != 0) std::memcpy(whole.data() + sizeof head, m_collected.data(), bytes);
    put(whole.data(), whole.size());
}

}  // namespace pw
