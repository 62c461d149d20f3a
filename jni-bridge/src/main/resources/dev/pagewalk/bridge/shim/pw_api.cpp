// The C functions: nothing but checks of arguments and the wall that no exception passes.
#include "pw_abi.h"
#include "pw_hooks.h"
#include "pw_model.h"
#include <algorithm>
#include <cstring>
#include <map>
#include <mutex>
#include <new>

namespace {

using pw::Failure;
using pw::Model;

// Handles are numbers that are never used twice, so one that is closed is known to be.
struct Registry {
    std::mutex lock;
    std::map<int64_t, std::shared_ptr<Model>> models;
    int64_t next = 1;
};

Registry& registry() {
    static Registry instance;
    return instance;
}

std::mutex& construction() {
    static std::mutex lock;
    return lock;
}

std::string& thread_error() {
    static thread_local std::string text;
    return text;
}

std::shared_ptr<Model> find(int64_t handle) {
    Registry& all = registry();
    std::lock_guard<std::mutex> guard(all.lock);
    const auto found = all.models.find(handle);
    if (found == all.models.end()) throw Failure(PW_ARGUMENT, "no such model: handle=" + std::to_string(handle));
    return found->second;
}

int failed(PwStatus status, const std::string& text, Model* model) {
    if (model) model->error = text;
    thread_error() = text;
    return status;
}

template <class Body>
int guarded(Model* model, Body body) {
    try {
        body();
        return PW_OK;
    } catch (const Failure& failure) {
        return failed(failure.status(), failure.what(), model);
    } catch (const std::bad_alloc&) {
        return failed(PW_MEMORY, "out of memory", model);
    } catch (const std::exception& exception) {
        return failed(PW_EXCEPTION, exception.what(), model);
    } catch (...) {
        return failed(PW_EXCEPTION, "unknown exception", model);
    }
}

template <class Body>
int with_model(int64_t handle, Body body) {
    std::shared_ptr<Model> model;
    const int status = guarded(nullptr, [&] { model = find(handle); });
    return status != PW_OK ? status : guarded(model.get(), [&] { body(*model); });
}

int give(const std::string& text, char* buffer, int capacity) {
    if (buffer && capacity > 0) {
        const size_t length = std::min(text.size(), static_cast<size_t>(capacity) - 1);
        std::memcpy(buffer, text.data(), length);
        buffer[length] = 0;
    }
    return static_cast<int>(text.size());
}

void require(bool fine, const std::string& what) {
    if (!fine) throw Failure(PW_ARGUMENT, what);
}

bool power_of_two(uint64_t value) { return value != 0 && (value & (value - 1)) == 0; }

void check(const PwOptions& options) {
    require(options.abi == PW_ABI,
            "abi: expected=" + std::to_string(PW_ABI) + ", actual=" + std::to_string(options.abi));
    require(options.command_ring && options.cycle_ring && options.event_ring && options.control, "a ring is missing");
    require(power_of_two(options.command_slots), "command slots: no power of two");
    require(power_of_two(options.cycle_records) && options.cycle_records >= 4, "cycle records: no power of two from 4");
    require(power_of_two(options.event_records), "event records: no power of two");
    require(options.reset_cycles >= 1, "reset cycles: none");
}

}  // namespace

int pw_version() { return PW_ABI; }

int pw_describe(char* buffer, int capacity) {
    int length = 0;
    guarded(nullptr, [&] { length = give(pw::describe(), buffer, capacity); });
    return length;
}

int pw_open(const void* options, int bytes, int64_t* handle) {
    return guarded(nullptr, [&] {
        require(options && handle, "null pointer");
        require(bytes == sizeof(PwOptions), "options: bytes=" + std::to_string(bytes));
        PwOptions copy;
        std::memcpy(&copy, options, sizeof copy);
        check(copy);
        std::shared_ptr<Model> model;
        {
            std::lock_guard<std::mutex> guard(construction());
            model = pw::make_model(copy);
        }
        Registry& all = registry();
        std::lock_guard<std::mutex> guard(all.lock);
        *handle = all.next++;
        all.models[*handle] = std::move(model);
    });
}

int pw_close(int64_t handle) {
    return guarded(nullptr, [&] {
        const std::shared_ptr<Model> model = find(handle);
        {
            Registry& all = registry();
            std::lock_guard<std::mutex> guard(all.lock);
            all.models.erase(handle);
        }
        model->finish();
    });
}

int pw_error(int64_t handle, char* buffer, int capacity) {
    int length = 0;
    guarded(nullptr, [&] {
        if (handle == 0) {
            length = give(thread_error(), buffer, capacity);
            return;
        }
        Registry& all = registry();
        std::lock_guard<std::mutex> guard(all.lock);
        const auto found = all.models.find(handle);
        length = give(found == all.models.end() ? thread_error() : found->second->error, buffer, capacity);
    });
    return length;
}

int pw_advance(int64_t handle, int64_t max_cycles, int stop_mask) {
    return with_model(handle, [&](Model& model) {
        require(max_cycles >= 0, "cycles: negative: value=" + std::to_string(max_cycles));
        model.advance(static_cast<uint64_t>(max_cycles), static_cast<uint32_t>(stop_mask));
    });
}

int pw_peek(int64_t handle, int64_t address, void* buffer, int length) {
    return with_model(handle, [&](Model& model) {
        require(buffer && length > 0, "peek: no buffer or no length");
        model.peek(static_cast<uint64_t>(address), static_cast<uint8_t*>(buffer), static_cast<size_t>(length));
    });
}

int pw_wave(int64_t handle, const char* path, int64_t from, int64_t to) {
    return with_model(handle, [&](Model& model) {
        require(from >= 0 && to >= 0, "waveform window: negative");
        model.wave(path, static_cast<uint64_t>(from), static_cast<uint64_t>(to));
    });
}
