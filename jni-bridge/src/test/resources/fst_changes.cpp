// Prints every value change of an FST file: time, name, value. Built by a test over the reader in Verilator's sources.
#define FST_CONFIG_INCLUDE "fst_config.h"
#include "gtkwave/fastlz.c"
#include "gtkwave/fstapi.c"
#include "gtkwave/lz4.c"
#include <cstdio>
#include <string>
#include <vector>

static std::vector<std::string> names;

static void changed(void*, uint64_t time, fstHandle handle, const unsigned char* value) {
    std::printf("%llu %s %s\n", static_cast<unsigned long long>(time), names[handle].c_str(), value);
}

int main(int count, char** arguments) {
    void* file = count == 2 ? fstReaderOpen(arguments[1]) : nullptr;
    if (!file) return 1;
    names.resize(fstReaderGetMaxHandle(file) + 1);
    std::string scope;
    std::vector<size_t> lengths;
    while (fstHier* entry = fstReaderIterateHier(file)) {
        if (entry->htyp == FST_HT_SCOPE) {
            lengths.push_back(scope.size());
            scope += std::string(entry->u.scope.name) + ".";
        } else if (entry->htyp == FST_HT_UPSCOPE) {
            scope.resize(lengths.back());
            lengths.pop_back();
        } else if (entry->htyp == FST_HT_VAR && names[entry->u.var.handle].empty()) {
            std::string name = scope + entry->u.var.name;
            for (char& c : name) c = c == ' ' ? '_' : c;
            names[entry->u.var.handle] = name;
        }
    }
    fstReaderSetFacProcessMaskAll(file);
    fstReaderIterBlocks(file, changed, nullptr, nullptr);
    fstReaderClose(file);
    return 0;
}
