/*
 * What a debugger, or QEMU, does for the firmware when asked: files on the host, a console, an end with a status.
 * Sources: Arm, Semihosting for AArch32 and AArch64, release 2.0; RISC-V Semihosting, version 0.2.
 */
#ifndef SEMIHOSTING_H
#define SEMIHOSTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes a text to the host's console. */
void semihosting_print(const char *text);

/* Creates a file on the host, in the folder QEMU runs in. Returns its handle, or -1. */
int32_t semihosting_create(const char *name);

/* Opens a file to write at its end; creates it if need be. Returns its handle, or -1. */
int32_t semihosting_append(const char *name);

/* Returns true if all of it was written. */
bool semihosting_write(int32_t file, const void *bytes, size_t length);

void semihosting_close(int32_t file);

/* Ends QEMU with an exit status. Does not return. */
void semihosting_exit(uint32_t status);

#endif
