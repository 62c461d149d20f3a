// Drives one walk engine from a script on standard input and reports what it does, cycle by cycle.
//
//   P limit latency reorder lose   physical address bits, read latency, shuffle responses (0/1),
//                                  percentage of exclusive writes that lose
//   O                              no exclusive accesses from now on: reads and writes happen and say OKAY
//   M address value                doubleword in memory
//   B base size kind               reads and writes there fail (0) or are corrupt (1)
//   X address                      a foreign store to this address breaks exclusive monitors
//   C mode ppn be gxl rcid mcid    directory control
//   R tag did pv pid priv type write execute nowrite iova   request; goes on when it is accepted
//   I kind av gv pscv nl s pscid gscid page dv did pid      invalidation, one cycle
//   F                              fence start pulse
//   T cycles                       time passes
//   W                              until every request is answered
//   Z                              reset
//   N                              reset with empty memory
//   E number                       reports where the script is
//
// All numbers are hexadecimal. Reports: see the printf calls.
#include "VWalkEngine.h"
#include "verilated.h"

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <map>
#include <unordered_map>
#include <vector>

namespace {

struct Read {
    uint64_t due, address;
    int id, beats, beat;
    bool exclusive;
};

struct Write {
    uint64_t due;
    int id;
    bool error, poison, okay;
};

struct Region {
    uint64_t base, size;
    int kind;
};

class Bench {
  public:
    Bench() { reset(); }

    void run() {
        static char line[4096];
        while (fgets(line, sizeof line, stdin)) {
            uint64_t f[16] = {0};
            int n = 0;
            for (char *p = line + 1, *end; n < 16; p = end) {
                uint64_t value = strtoull(p, &end, 16);
                if (end == p) break;
                f[n++] = value;
            }
            if (!command(line[0], f)) return;
        }
    }

  private:
    static constexpr uint64_t patience = 100000;
    VWalkEngine top;
    uint64_t cycle = 0, random = 0x9e3779b97f4a7c15ull;
    uint64_t limit = 56, latency = 1, lose = 0;
    bool shuffle = false, fencing = false, exclusives = true;
    std::unordered_map<uint64_t, uint64_t> memory;
    std::vector<Region> regions;
    std::vector<Read> reads;
    std::deque<Write> writes;
    std::map<int, uint64_t> monitors;
    std::map<int, std::vector<int>> waiting;
    int unanswered = 0;

    uint32_t draw(uint32_t below) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        return (random >> 16) % below;
    }

    int status(uint64_t address) const {
        if (limit < 64 && address >> limit) return 1;
        for (const Region& r : regions)
            if (address - r.base < r.size) return r.kind + 1;
        return 0;
    }

    void reset() {
        top.aresetn = 0;
        top.request_valid = top.invalidate_valid = top.fenceStart = 0;
        reads.clear();
        writes.clear();
        monitors.clear();
        waiting.clear();
        unanswered = 0;
        fencing = false;
        for (int i = 0; i < 4; i++) tick();
        top.aresetn = 1;
        tick();
    }

    int choose() {
        std::vector<int> ready;
        for (size_t i = 0; i < reads.size(); i++)
            if (reads[i].due <= cycle) ready.push_back(i);
        if (ready.empty() || (shuffle && draw(4) == 0)) return -1;
        return ready[shuffle ? draw(ready.size()) : 0];
    }

    void present(int chosen) {
        top.readResponse_valid = chosen >= 0;
        if (chosen < 0) return;
        const Read& r = reads[chosen];
        uint64_t address = r.address + 8 * r.beat;
        int bad = status(address);
        top.readResponse_payload_id = r.id;
        top.readResponse_payload_data = bad ? 0xa5a5a5a5a5a5a5a5ull : memory[address];
        top.readResponse_payload_error = bad == 1;
        top.readResponse_payload_poison = bad == 2;
        top.readResponse_payload_exclusiveOkay = exclusives && r.exclusive && bad != 1;
        top.readResponse_payload_last = r.beat == r.beats;
    }

    void answerWrite() {
        top.writeResponse_valid = !writes.empty() && writes.front().due <= cycle;
        if (!top.writeResponse_valid) return;
        const Write& w = writes.front();
        top.writeResponse_payload_id = w.id;
        top.writeResponse_payload_error = w.error;
        top.writeResponse_payload_poison = w.poison;
        top.writeResponse_payload_exclusiveOkay = w.okay;
        writes.pop_front();
    }

    void takeRead() {
        if (!top.read_valid || !top.read_ready) return;
        Read r{cycle + latency + (shuffle ? draw(8) : 0), top.read_payload_address, top.read_payload_id,
               top.read_payload_beats, 0, (bool)top.read_payload_exclusive};
        printf("read %" PRIu64 " %" PRIx64 " %d %d %d\n", cycle, r.address, r.id, r.beats, r.exclusive);
        if (r.address & (8 * (r.beats + 1) - 1)) printf("error unaligned burst\n");
        for (const Read& other : reads)
            if (other.id == r.id) printf("error second read of one walk\n");
        if (r.exclusive) monitors[r.id] = r.address;
        reads.push_back(r);
    }

    void takeWrite() {
        if (!top.write_valid || !top.write_ready) return;
        int id = top.write_payload_id;
        uint64_t address = top.write_payload_address;
        int bad = status(address);
        bool okay = exclusives && !bad && monitors.count(id) && monitors[id] == address && draw(100) >= lose;
        printf("write %" PRIu64 " %" PRIx64 " %d %d\n", cycle, address, id, okay);
        if (okay || (!exclusives && !bad)) store(address, top.write_payload_data, top.write_payload_strobe);
        monitors.erase(id);
        writes.push_back({cycle + 1 + (shuffle ? draw(8) : 0), id, bad == 1, bad == 2, okay});
    }

    void store(uint64_t address, uint64_t data, int strobe) {
        uint64_t mask = 0;
        for (int i = 0; i < 8; i++)
            if (strobe >> i & 1) mask |= 0xffull << 8 * i;
        memory[address] = (memory[address] & ~mask) | (data & mask);
        printf("value %" PRIx64 " %" PRIx64 "\n", address, memory[address]);
        breakMonitors(address);
    }

    void breakMonitors(uint64_t address) {
        for (auto m = monitors.begin(); m != monitors.end();)
            m = m->second == address ? monitors.erase(m) : std::next(m);
    }

    void takeResult() {
        if (!top.result_valid) return;
        std::vector<int>& tags = waiting[top.result_payload_slot];
        if (tags.empty()) printf("error answer of an idle slot\n");
        for (int tag : tags)
            printf("answer %d %" PRIu64 " %d %d %d %" PRIx64 " %d %d %" PRIx64 " %d %d %d %d %d %d %d %d %d %d %d %" PRIx64
                   " %" PRIx64 " %x %d %d %d\n",
                   tag, cycle, top.result_payload_retry, top.result_payload_fault, top.result_payload_cause,
                   (uint64_t)top.result_payload_iotval2, top.result_payload_dropRecord, top.result_payload_install,
                   (uint64_t)top.result_payload_ppn, top.result_payload_sizeLog2, top.result_payload_readable,
                   top.result_payload_writable, top.result_payload_executable, top.result_payload_pbmt,
                   top.result_payload_levels, top.result_payload_source, top.result_payload_gscidValid,
                   top.result_payload_pscidValid, top.result_payload_global, top.result_payload_mrif,
                   (uint64_t)top.result_payload_mrifAddress, (uint64_t)top.result_payload_notice,
                   top.result_payload_noticeId, top.result_payload_untranslatedOnly, top.result_payload_cxlIo, top.result_payload_unchanged);
        unanswered -= tags.size();
        tags.clear();
    }

    void tick() {
        int chosen = choose();
        present(chosen);
        answerWrite();
        top.read_ready = !shuffle || draw(3) != 0;
        top.write_ready = !shuffle || draw(3) != 0;
        top.aclk = 0;
        top.eval();
        if (top.aresetn) {
            if (chosen >= 0 && reads[chosen].beat++ == reads[chosen].beats) reads.erase(reads.begin() + chosen);
            takeResult();
            takeRead();
            takeWrite();
            if (fencing && top.fenceDone && !top.fenceStart) {
                printf("fence %" PRIu64 "\n", cycle);
                fencing = false;
            }
        }
        top.aclk = 1;
        top.eval();
        cycle++;
    }

    bool request(const uint64_t* f) {
        top.request_valid = 1;
        top.request_payload_requester_deviceId = f[1];
        top.request_payload_requester_processValid = f[2];
        top.request_payload_requester_processId = f[3];
        top.request_payload_requester_privileged = f[4];
        top.request_payload_type = f[5];
        top.request_payload_write = f[6];
        top.request_payload_execute = f[7];
        top.request_payload_noWrite = f[8];
        top.request_payload_iova = f[9];
        for (uint64_t start = cycle; cycle < start + patience;) {
            top.aclk = 0;
            top.eval();
            bool accepted = top.request_ready;
            int slot = top.slot;
            uint64_t at = cycle;
            tick();
            if (accepted) {
                printf("accepted %d %" PRIu64 " %d\n", (int)f[0], at, slot);
                waiting[slot].push_back(f[0]);
                unanswered++;
                top.request_valid = 0;
                return true;
            }
        }
        printf("error request not accepted\n");
        return false;
    }

    void invalidate(const uint64_t* f) {
        top.invalidate_valid = 1;
        top.invalidate_payload_kind = f[0];
        top.invalidate_payload_av = f[1];
        top.invalidate_payload_gv = f[2];
        top.invalidate_payload_pscv = f[3];
        top.invalidate_payload_nl = f[4];
        top.invalidate_payload_s = f[5];
        top.invalidate_payload_pscid = f[6];
        top.invalidate_payload_gscid = f[7];
        top.invalidate_payload_page = f[8];
        top.invalidate_payload_dv = f[9];
        top.invalidate_payload_deviceId = f[10];
        top.invalidate_payload_processId = f[11];
        printf("invalidated %" PRIu64 "\n", cycle);
        tick();
        top.invalidate_valid = 0;
    }

    void control(const uint64_t* f) {
        top.control_mode = f[0];
        top.control_ppn = f[1];
        top.control_bigEndian = f[2];
        top.control_gxl = f[3];
        top.control_rcid = f[4];
        top.control_mcid = f[5];
    }

    bool await() {
        for (uint64_t start = cycle; unanswered || fencing; tick())
            if (cycle > start + patience) {
                printf("error no answer\n");
                return false;
            }
        return true;
    }

    bool command(char kind, const uint64_t* f) {
        switch (kind) {
        case 'P':
            limit = f[0];
            latency = f[1];
            shuffle = f[2];
            lose = f[3];
            return true;
        case 'M':
            memory[f[0]] = f[1];
            breakMonitors(f[0]);
            return true;
        case 'B': regions.push_back({f[0], f[1], (int)f[2]}); return true;
        case 'O': exclusives = false; return true;
        case 'X': breakMonitors(f[0]); return true;
        case 'C': control(f); return true;
        case 'R': return request(f);
        case 'I': invalidate(f); return true;
        case 'F':
            top.fenceStart = 1;
            printf("fencing %" PRIu64 "\n", cycle);
            fencing = true;
            tick();
            top.fenceStart = 0;
            return true;
        case 'T':
            for (uint64_t i = 0; i < f[0]; i++) tick();
            return true;
        case 'W': return await();
        case 'Z': reset(); return true;
        case 'N':
            memory.clear();
            regions.clear();
            reset();
            return true;
        case 'E': printf("mark %" PRIu64 "\n", f[0]); return true;
        default: printf("error unknown command %c\n", kind); return false;
        }
    }
};

} // namespace

double sc_time_stamp() { return 0; }

int main(int argc, char** argv) {
    Verilated::commandArgs(argc, argv);
    Bench().run();
    return 0;
}
