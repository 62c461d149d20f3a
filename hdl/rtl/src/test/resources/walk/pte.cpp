// Applies one table entry per line (word, level, flags; hexadecimal) to the decision and prints its eight flags.
#include "VPteProbe.h"
#include "verilated.h"

#include <cinttypes>
#include <cstdio>

double sc_time_stamp() { return 0; }

int main(int argc, char** argv) {
    Verilated::commandArgs(argc, argv);
    VPteProbe top;
    uint64_t word;
    unsigned level, flags;
    while (scanf("%" SCNx64 " %x %x", &word, &level, &flags) == 3) {
        top.word = word;
        top.entryLevel = level;
        top.flags = flags;
        top.eval();
        printf("%02x\n", top.decided);
    }
    return 0;
}
