#include "pw_journal.h"
#include "pw_hooks.h"
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
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

// A journal that was there before stays until the head of the new one is on disk. What is no file, such as a device, is
// written in place.
void Journal::open(const char* path, const std::string& head) {
    m_path = path;
    struct stat known {};
    const bool device = ::stat(path, &known) == 0 && !S_ISREG(known.st_mode);
    const std::string fresh = device ? m_path : m_path + ".new";
    m_file = ::open(fresh.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644);
    if (m_file < 0) fail();
    const uint32_t bytes = static_cast<uint32_t>(head.size());
    const uint32_t crc = crc32(0, head.data(), head.size());
    std::string whole("PWJOURN1");
    whole.append(reinterpret_cast<const char*>(&bytes), 4);
    whole.append(reinterpret_cast<const char*>(&crc), 4);
    whole += head;
    try {
        put(whole.data(), whole.size());
        if (!device && ::rename(fresh.c_str(), path) != 0) fail();
    } catch (...) {
        if (!device) ::unlink(fresh.c_str());
        throw;
    }
}

void Journal::fail() {
    m_broken = "journal not writable: file=" + m_path + ", error=" + std::strerror(errno);
    throw Failure(PW_IO, m_broken);
}

void Journal::require_sound() const {
    if (!m_broken.empty()) throw Failure(PW_IO, m_broken);
}

void Journal::put(const void* bytes, size_t length) {
    const uint8_t* p = static_cast<const uint8_t*>(bytes);
    size_t left = length;
    while (left != 0) {
        const ssize_t written = ::write(m_file, p, left);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            const int why = errno;
            // should this fail as well, the reader finds a torn entry at the end, which is as good
            [[maybe_unused]] const int cut = ::ftruncate(m_file, static_cast<off_t>(m_whole));
            errno = why;
            fail();
        }
        p += written;
        left -= static_cast<size_t>(written);
    }
    m_whole += length;
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

// A journal that broke before was reported then; it stays without its end.
void Journal::close(uint64_t cycle, uint64_t hash) {
    if (m_file < 0 || !m_broken.empty()) return;
    entry(END, cycle, hash);
    const int file = m_file;
    m_file = -1;
    if (::close(file) != 0) fail();
}

// One write per entry, so that a killed process leaves whole entries and at most one torn one at the end.
void Journal::entry(EntryKind kind, uint64_t cycle, uint64_t hash) {
    const size_t bytes = kind == COMMANDS ? m_collected.size() : 0;
    EntryHead head{ENTRY_MARK, kind, static_cast<uint32_t>(bytes), 0, cycle, hash};
    // so that a damaged length is not taken for an entry that was cut off
    head.kind |= crc32(0, &head, sizeof head) & ~0xFFu;
    head.crc = crc32(crc32(0, &head, sizeof head), m_collected.data(), bytes);
    std::vector<uint8_t> whole(sizeof head + bytes);
    std::memcpy(whole.data(), &head, sizeof head);
    if (bytes != 0) std::memcpy(whole.data() + sizeof head, m_collected.data(), bytes);
    put(whole.data(), whole.size());
}

}  // namespace pw
