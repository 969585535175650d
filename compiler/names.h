/* How the spec's things are called in C. One place, so that header, source and checks agree. */
#ifndef NAMES_H
#define NAMES_H

#include "arena.h"
#include "spec.h"

/* "log_can_bus_off", "log_scan_begin". */
const char *c_function(const struct spec *spec, const struct message *message);

/* The function that writes the record: "plog_write_log_can_bus_off" if the one above stands in the header and calls it; else that itself. */
const char *c_writer(const struct spec *spec, const struct message *message);

/* "log_fault_code". */
const char *c_type_name(const struct spec *spec, const struct named_type *type);

/* "LOG_FAULT_CODE_STALL". */
const char *c_constant(const struct spec *spec, const struct named_type *type, const struct constant *constant);

/* "LOG_MODULE_CAN". */
const char *c_module(const struct spec *spec, const struct module *module);

/* The C type of one value: "int16_t", "log_vec3". */
const char *c_value_type(const struct spec *spec, const struct type *type);

/* "const uint8_t data[8]", "const char *by", "uint8_t *keys, size_t keys_len": an argument as a parameter. */
const char *c_parameter(const struct spec *spec, const struct argument *argument);

/* Appends an item of a list whose "(" is the last one in out; on a new line, below the first item, where the line would get long. */
void c_list_item(struct text *out, const char *item, bool first);

/* "void log_motor_fault(log_fault_code code, int16_t rpm)", broken after the commas where it is long. */
const char *c_prototype(const struct spec *spec, const struct message *message);

/* The same for a function with these parameters and another name. */
const char *c_prototype_as(const struct spec *spec, const struct message *message, const char *function);

const char *upper_case(const char *text);

#endif
