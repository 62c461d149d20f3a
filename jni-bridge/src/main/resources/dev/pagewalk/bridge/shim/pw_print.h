// What Verilator's runtime prints goes to the model instead of the standard output.
#ifndef PW_PRINT_H
#define PW_PRINT_H

int pw_print(const char* format, ...) __attribute__((format(printf, 1, 2)));

#endif
