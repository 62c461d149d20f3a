// Drives one engine of interrupt files from a script on standard input and reports what it does, in order.
//
//   P latency steal watched        latency of memory; how many exclusive writes lose to another store;
//                                  whether memory watches addresses for exclusive pairs (0/1)
//   M address value                doubleword in memory
//   B base size kind               accesses there fail (0) or are corrupt (1)
//   S iova ttyp file notice nid silent data strobe   a store; goes on when it is answered
//   D address                      reports a doubleword
//
// All numbers are hexadecimal.
#include "VInterruptFileEngine.h"
#include "verilated.h"

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <vector>

namespace {

struct Region {
    uint64_t base, size;
    int kind;
};

class Bench {
  public:
    Bench() {
        top.aresetn = 0;
        tick();
        tick();
        top.aresetn = 1;
        top.read_ready = top.write_ready = top.fault_ready = top.answer_ready = 1;
    }

    void run() {
        static char line[4096];
        while (fgets(line, sizeof line, stdin)) {
            uint64_t f[16] = {0};
            int n = 0;
            for (char *p = line + 1, *end; n < 16; p = end) {
                f[n++] = strtoull(p, &end, 16);
                if (end == p) break;
            }
            command(line[0], f);
        }
    }

  private:
    VInterruptFileEngine top;
    uint64_t latency = 1, steal = 0, cycle = 0;
    bool watched = true, answered = false;
    std::map<uint64_t, uint64_t> memory;
    std::vector<Region> regions;
    uint64_t readDue = 0, writeDue = 0, readAt = 0;
    bool reading = false, writing = false, readExclusive = false, won = false, writeBad = false, writePoison = false;
    bool monitor = false;

    int fails(uint64_t address) const {
        for (const Region& r : regions)
            if (address >= r.base && address - r.base < r.size) return r.kind;
        return -1;
    }

    void tick() {
        top.aclk = 0;
        drive();
        top.eval();
        observe();
        top.aclk = 1;
        top.eval();
        cycle++;
    }

    void drive() {
        top.readResponse_valid = reading && cycle >= readDue;
        if (top.readResponse_valid) {
            int kind = fails(readAt);
            top.readResponse_payload_data = memory[readAt & ~7ull];
            top.readResponse_payload_last = 1;
            top.readResponse_payload_error = kind == 0;
            top.readResponse_payload_poison = kind == 1;
            top.readResponse_payload_exclusiveOkay = readExclusive && watched && kind < 0;
            reading = false;
            monitor = readExclusive;
        }
        top.writeResponse_valid = writing && cycle >= writeDue;
        if (top.writeResponse_valid) {
            top.writeResponse_payload_error = writeBad;
            top.writeResponse_payload_poison = writePoison;
            top.writeResponse_payload_exclusiveOkay = won;
            writing = false;
        }
    }

    void observe() {
        if (top.read_valid && top.read_ready) {
            readAt = top.read_payload_address;
            readExclusive = top.read_payload_exclusive;
            readDue = cycle + latency;
            reading = true;
            printf("read %" PRIx64 " %d\n", readAt, (int)readExclusive);
        }
        if (top.write_valid && top.write_ready) write();
        if (top.fault_valid)
            printf("fault %d %d %" PRIx64 "\n", (int)top.fault_payload_cause, (int)top.fault_payload_ttyp,
                   (uint64_t)top.fault_payload_iotval);
        if (top.answer_valid) {
            printf("answer %d %d\n", (int)top.answer_payload_id, (int)top.answer_payload_response);
            answered = true;
        }
    }

    void write() {
        uint64_t address = top.write_payload_address;
        bool word = top.write_payload_word, exclusive = top.write_payload_exclusive;
        int kind = fails(address);
        writeBad = kind == 0;
        writePoison = kind == 1;
        won = exclusive && monitor && kind < 0;
        if (won && steal > 0) {
            steal--;
            memory[address] |= 1ull << 63;
            won = false;
        }
        monitor = false;
        if (kind < 0 && (won || !exclusive)) {
            uint64_t& at = memory[address & ~7ull];
            at = word ? (at & ~0xffffffffull) | (top.write_payload_data & 0xffffffffull) : top.write_payload_data;
        }
        writeDue = cycle + latency;
        writing = true;
        printf("%s %" PRIx64 " %" PRIx64 " %d\n", word ? "notice" : "write", address,
               (uint64_t)top.write_payload_data, (int)exclusive);
    }

    void store(const uint64_t* f) {
        top.store_valid = 1;
        top.store_payload_id = 5;
        top.store_payload_requester_deviceId = 0x123;
        top.store_payload_iova = f[0];
        top.store_payload_ttyp = f[1];
        top.store_payload_destination_file = f[2] >> 9;
        top.store_payload_destination_notice = f[3] >> 12;
        top.store_payload_destination_noticeId = f[4];
        top.store_payload_destination_silent = f[5];
        tick();
        top.store_valid = 0;
        for (uint64_t i = 0; i < latency; i++) tick();
        top.data_valid = 1;
        top.data_payload_data = f[6];
        top.data_payload_strb = f[7];
        top.data_payload_last = 1;
        answered = false;
        tick();
        top.data_valid = 0;
        for (int i = 0; i < 10000 && !answered; i++) tick();
        if (!answered) printf("error no answer\n");
    }

    void command(char kind, const uint64_t* f) {
        switch (kind) {
        case 'P':
            latency = f[0];
            steal = f[1];
            watched = f[2];
            break;
        case 'M': memory[f[0]] = f[1]; break;
        case 'B': regions.push_back({f[0], f[1], (int)f[2]}); break;
        case 'S': store(f); break;
        case 'D': printf("word %" PRIx64 "\n", memory[f[0]]); break;
        default: printf("error unknown command %c\n", kind);
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
