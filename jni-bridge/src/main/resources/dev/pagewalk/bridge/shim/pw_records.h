// Records, commands and blocks that Java and this library share. Little endian, fixed sizes.
#ifndef PW_RECORDS_H
#define PW_RECORDS_H
#include <cstddef>
#include <cstdint>

struct PwDeviceArguments {
    uint64_t user;
    uint16_t id;
    uint8_t len;
    uint8_t size;
    uint8_t burst;
    uint8_t cache;
    uint8_t prot;
    uint8_t qos;
    uint32_t data_delay;
    uint16_t beat_gap;
    uint16_t response_stall;
    uint32_t address_delay;
    uint32_t unused;
};

struct PwCommand {
    uint16_t kind;
    uint16_t slots;
    uint32_t tag;
    uint64_t earliest;
    uint64_t address;
    uint32_t flags;
    uint32_t length;
    union {
        uint64_t argument[4];
        uint32_t word[8];
        PwDeviceArguments device;
    };
};
static_assert(sizeof(PwCommand) == 64, "size of a command slot");
static_assert(offsetof(PwCommand, device.address_delay) == 56, "place of the address delay");

struct PwEvent {
    uint16_t kind;
    uint16_t port;
    uint32_t tag;
    uint64_t cycle;
    uint64_t address;
    uint64_t data;
    uint64_t extra;
    uint32_t id;
    uint16_t beat;
    uint8_t response;
    uint8_t status;
    uint32_t flags;
    uint32_t user;
    uint8_t len;
    uint8_t size;
    uint8_t burst;
    uint8_t cache;
    uint8_t prot;
    uint8_t qos;
    uint8_t lock;
    uint8_t unused;
};
static_assert(sizeof(PwEvent) == 64, "size of an event record");

struct alignas(64) PwCounter {
    uint64_t value;
};

struct PwControl {
    PwCounter command_head;
    PwCounter command_tail;
    PwCounter cycle_head;
    PwCounter cycle_tail;
    PwCounter event_head;
    PwCounter event_tail;
    uint64_t cycle;
    uint64_t hash;
    uint64_t stop;
    uint64_t advanced;
    uint64_t outstanding;
    uint64_t backlog;
    uint64_t wave_dumps;
    uint64_t unused[9];
};
static_assert(sizeof(PwControl) == 512, "size of the control block");

struct PwOptions {
    uint32_t abi;
    uint32_t flags;
    uint64_t seed;
    uint64_t command_ring;
    uint64_t command_slots;
    uint64_t cycle_ring;
    uint64_t cycle_records;
    uint64_t event_ring;
    uint64_t event_records;
    uint64_t control;
    uint64_t journal;
    uint64_t notes;
    uint32_t reset_cycles;
    uint32_t unused32;
    uint64_t unused[4];
};
static_assert(sizeof(PwOptions) == 128, "size of the options block");

enum PwOptionFlag : uint32_t { PW_NO_RECORDS = 1 };

// Append only; dev.pagewalk.bridge.command.CommandKind has the same list.
enum PwCommandKind : uint16_t {
    PW_NO_COMMAND,
    PW_MMIO_READ,
    PW_MMIO_WRITE,
    PW_HOST_STORE,
    PW_HOST_LOAD,
    PW_HOST_BARRIER,
    PW_DEVICE_READ,
    PW_DEVICE_WRITE,
    PW_MANAGER_TIMING,
    PW_MEMORY_TIMING,
    PW_MEMORY_FAULT,
    PW_POKE,
    PW_RESET,
    PW_BRIDGE_CANARY,
    PW_RTL_CANARY,
    PW_MARK,
    PW_ATS_SEND,
    PW_COMMAND_KINDS
};

enum PwCommandFlag : uint32_t { PW_STOPPING = 1, PW_EXCLUSIVE = 2, PW_FLUSH = 4, PW_EARLY_LAST = 8, PW_NO_LAST = 16 };

// Append only; dev.pagewalk.bridge.record.EventKind has the same list.
enum PwEventKind : uint16_t {
    PW_NO_EVENT,
    PW_MEMORY_READ,
    PW_MEMORY_WRITE,
    PW_COMPLETION,
    PW_DATA,
    PW_INTERRUPT,
    PW_MARKED,
    PW_RESET_EDGE,
    PW_POKED,
    PW_MESSAGE,
    PW_TROUBLE,
    PW_ATS_MESSAGE,
    PW_EVENT_KINDS
};

// Bits of the flags of an event.
constexpr uint32_t PW_EVENT_WRITE = 1;
constexpr uint32_t PW_EVENT_LAST = 2;
constexpr uint32_t PW_EVENT_EXCLUSIVE = 4;
constexpr uint32_t PW_EVENT_POISON = 8;
constexpr uint32_t PW_EVENT_COMMITTED = 16;
constexpr uint32_t PW_EVENT_STOP = 32;

// Bits of the flags of a cycle record.
constexpr uint32_t PW_CYCLE_RESET = 1;
constexpr uint32_t PW_CYCLE_EVENTS = 2;

enum PwInitiator : uint16_t { PW_CONTROL, PW_MMIO, PW_HOST, PW_DEVICE, PW_MESSAGES };

enum PwTrouble : uint64_t {
    PW_NO_TROUBLE,
    PW_READ_WITHOUT_REQUEST,
    PW_READ_LENGTH,
    PW_RESPONSE_WITHOUT_REQUEST,
    PW_WRITE_LENGTH,
    PW_ATOMIC_SHAPE
};

enum PwStopBit : uint32_t {
    PW_STOP_COMPLETION = 1,
    PW_STOP_INTERRUPT_RISE = 2,
    PW_STOP_INTERRUPT_CHANGE = 4,
    PW_STOP_MARK = 8,
    PW_STOP_IDLE = 16,
    PW_STOP_TROUBLE = 32,
    PW_STOP_ATS_MESSAGE = 64,
    PW_STOP_COUNT = 1u << 16,
    PW_STOP_RECORDS_FULL = 1u << 17
};

enum PwResponse : uint8_t { PW_OKAY, PW_EXOKAY, PW_SLVERR, PW_DECERR };

// Append only; dev.pagewalk.bridge.command.BridgeCanary.Kind has the same list.
enum PwCanary : uint32_t {
    PW_NO_CANARY,
    PW_DROP_WRITE_BEAT,
    PW_DROP_READ_BEAT,
    PW_CORRUPT_DEVICE_BEAT,
    PW_DROP_HOST_STORE,
    PW_DROP_EVENT,
    PW_THROW_EXCEPTION,
    PW_CORRUPT_MEMORY_READ,
    PW_DROP_LAST_WRITE_BEAT,
    PW_SWAP_READS,
    PW_REPEAT_RESPONSE,
    PW_SILENT_MEMORY,
    PW_CANARIES
};

enum PwMemoryOption : uint32_t { PW_REORDER = 1, PW_INTERLEAVE = 2, PW_SHARED = 4 };

#endif
