// What this side believes about every shared layout, in the words of dev.pagewalk.bridge.LayoutText.
#include "pw_abi.h"
#include "pw_model.h"
#include "pw_pins.h"

namespace pw {

namespace {

void line(std::string& out, const char* record, const char* field, size_t value) {
    out += std::string(record) + ' ' + field + ' ' + std::to_string(value) + '\n';
}

#define PW_PLACE(record, type, name, member) line(out, record, name, offsetof(type, member))

void event(std::string& out) {
    line(out, "event", "size", sizeof(PwEvent));
    PW_PLACE("event", PwEvent, "kind", kind);
    PW_PLACE("event", PwEvent, "port", port);
    PW_PLACE("event", PwEvent, "tag", tag);
    PW_PLACE("event", PwEvent, "cycle", cycle);
    PW_PLACE("event", PwEvent, "address", address);
    PW_PLACE("event", PwEvent, "data", data);
    PW_PLACE("event", PwEvent, "extra", extra);
    PW_PLACE("event", PwEvent, "id", id);
    PW_PLACE("event", PwEvent, "beat", beat);
    PW_PLACE("event", PwEvent, "response", response);
    PW_PLACE("event", PwEvent, "status", status);
    PW_PLACE("event", PwEvent, "flags", flags);
    PW_PLACE("event", PwEvent, "user", user);
    PW_PLACE("event", PwEvent, "len", len);
    PW_PLACE("event", PwEvent, "lock", lock);
    line(out, "event", "kinds", PW_EVENT_KINDS);
}

void command(std::string& out) {
    line(out, "command", "size", sizeof(PwCommand));
    PW_PLACE("command", PwCommand, "kind", kind);
    PW_PLACE("command", PwCommand, "slots", slots);
    PW_PLACE("command", PwCommand, "tag", tag);
    PW_PLACE("command", PwCommand, "earliest", earliest);
    PW_PLACE("command", PwCommand, "address", address);
    PW_PLACE("command", PwCommand, "flags", flags);
    PW_PLACE("command", PwCommand, "length", length);
    PW_PLACE("command", PwCommand, "argument0", argument);
    PW_PLACE("command", PwCommand, "id", device.id);
    PW_PLACE("command", PwCommand, "qos", device.qos);
    PW_PLACE("command", PwCommand, "dataDelay", device.data_delay);
    PW_PLACE("command", PwCommand, "responseStall", device.response_stall);
    PW_PLACE("command", PwCommand, "addressDelay", device.address_delay);
    line(out, "command", "kinds", PW_COMMAND_KINDS);
}

void control(std::string& out) {
    line(out, "control", "size", sizeof(PwControl));
    PW_PLACE("control", PwControl, "commandTail", command_tail);
    PW_PLACE("control", PwControl, "cycleHead", cycle_head);
    PW_PLACE("control", PwControl, "cycleTail", cycle_tail);
    PW_PLACE("control", PwControl, "eventHead", event_head);
    PW_PLACE("control", PwControl, "eventTail", event_tail);
    PW_PLACE("control", PwControl, "cycle", cycle);
    PW_PLACE("control", PwControl, "hash", hash);
    PW_PLACE("control", PwControl, "stop", stop);
    PW_PLACE("control", PwControl, "advanced", advanced);
    PW_PLACE("control", PwControl, "outstanding", outstanding);
    PW_PLACE("control", PwControl, "backlog", backlog);
    PW_PLACE("control", PwControl, "waveDumps", wave_dumps);
}

void options(std::string& out) {
    line(out, "options", "size", sizeof(PwOptions));
    PW_PLACE("options", PwOptions, "seed", seed);
    PW_PLACE("options", PwOptions, "commandRing", command_ring);
    PW_PLACE("options", PwOptions, "cycleRing", cycle_ring);
    PW_PLACE("options", PwOptions, "eventRing", event_ring);
    PW_PLACE("options", PwOptions, "control", control);
    PW_PLACE("options", PwOptions, "journal", journal);
    PW_PLACE("options", PwOptions, "notes", notes);
    PW_PLACE("options", PwOptions, "resetCycles", reset_cycles);
}

}  // namespace

std::string describe() {
    std::string out = "abi " + std::to_string(PW_ABI) + "\nmodule " PW_MODULE "\nconfiguration " PW_CONFIGURATION "\n";
    pw_describe_pins(out);
    event(out);
    command(out);
    control(out);
    options(out);
    return out;
}

}  // namespace pw
