// A model as the C functions see it.
#ifndef PW_MODEL_H
#define PW_MODEL_H
#include "pw_records.h"
#include <memory>
#include <string>

namespace pw {

class Model {
public:
    virtual ~Model() = default;
    virtual void advance(uint64_t max_cycles, uint32_t stop_mask) = 0;
    virtual void peek(uint64_t address, uint8_t* bytes, size_t length) = 0;
    virtual void wave(const char* path, uint64_t from, uint64_t to) = 0;
    // Completes the journal.
    virtual void finish() = 0;

    std::string error;
};

// Constructs a model; the caller holds the lock that keeps constructions apart.
std::unique_ptr<Model> make_model(const PwOptions& options);

std::string describe();

}  // namespace pw

#endif
