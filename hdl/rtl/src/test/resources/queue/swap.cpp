// Drives CompareAndSwap alone from a script on standard input and reports what it does, in order.
//
//   R id data status               a pair opens: its read is accepted and answered in the next cycle
//   W id address data strobe       the writing half of a pair; goes on when its beats have left
//   V id data status               one beat of read data
//   B id status                    one response to a write
//   T id data status status        the same two in one cycle, for one id
//   F id data status id status     the same two in one cycle, for two ids
//   C cycles                       time passes
//
// A status is 0 (okay), 1 (error) or 2 (corrupt). All numbers are hexadecimal.
#include "VCompareAndSwap.h"
#include "verilated.h"

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

constexpr int ERROR = 1;
constexpr int CORRUPT = 2;

class Bench {
  public:
    Bench() {
        top.aresetn = 0;
        tick();
        tick();
        top.aresetn = 1;
        top.to_ready = 1;
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
    VCompareAndSwap top;

    void tick() {
        top.aclk = 0;
        top.eval();
        observe();
        top.aclk = 1;
        top.eval();
        top.opened_valid = top.read_valid = top.end_valid = 0;
    }

    void observe() {
        if (!top.aresetn) return;
        if (top.read_valid) printf("read%s%s\n", top.ownRead ? " own" : "", top.opens ? " opens" : "");
        if (top.end_valid) printf("end%s\n", top.ownEnd ? " own" : "");
        if (top.to_valid && top.to_ready)
            printf("beat %" PRIx64 " %x%s\n", (uint64_t)top.to_payload_write_data,
                   (unsigned)top.to_payload_write_strobe, top.to_payload_write_last ? " last" : "");
        if (top.done_valid)
            printf("done %x%s%s%s\n", (unsigned)top.done_payload_id, top.done_payload_exclusiveOkay ? " okay" : "",
                   top.done_payload_error ? " error" : "", top.done_payload_poison ? " corrupt" : "");
    }

    void value(uint64_t id, uint64_t data, uint64_t status) {
        top.read_valid = 1;
        top.read_payload_id = id;
        top.read_payload_data = data;
        top.read_payload_last = 1;
        top.read_payload_error = status == ERROR;
        top.read_payload_poison = status == CORRUPT;
    }

    void end(uint64_t id, uint64_t status) {
        top.end_valid = 1;
        top.end_payload_id = id;
        top.end_payload_error = status == ERROR;
        top.end_payload_poison = status == CORRUPT;
    }

    void open(const uint64_t* f) {
        top.opened_valid = 1;
        top.opened_payload = f[0];
        tick();
        value(f[0], f[1], f[2]);
        tick();
    }

    void write(const uint64_t* f) {
        top.from_valid = 1;
        top.from_payload_id = f[0];
        top.from_payload_exclusive = 1;
        top.from_payload_write_address = f[1];
        top.from_payload_write_beats = 0;
        top.from_payload_write_size = 3;
        top.from_payload_write_data = f[2];
        top.from_payload_write_strobe = f[3];
        top.from_payload_write_last = 1;
        bool taken = false;
        for (int i = 0; i < 100 && !taken; i++) {
            top.aclk = 0;
            top.eval();
            taken = top.from_ready;
            tick();
        }
        top.from_valid = 0;
        if (!taken) printf("error not taken\n");
    }

    void command(char kind, const uint64_t* f) {
        switch (kind) {
        case 'R': open(f); break;
        case 'W': write(f); break;
        case 'V':
            value(f[0], f[1], f[2]);
            tick();
            break;
        case 'B':
            end(f[0], f[1]);
            tick();
            break;
        case 'T':
            value(f[0], f[1], f[2]);
            end(f[0], f[3]);
            tick();
            break;
        case 'F':
            value(f[0], f[1], f[2]);
            end(f[3], f[4]);
            tick();
            break;
        case 'C':
            for (uint64_t i = 0; i < f[0]; i++) tick();
            break;
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
