# make          build/plogen and build/plogcat
# make demo     a Cortex-M3 firmware that crashes, under emulation, and its last words
# make check    all tests
# make soak     the long campaigns; docs/RELIABILITY.md has their figures
# make bench    bytes, instructions and flash, beside the peers' figures
# make fuzz     every input of both programs, mutated for a while
#
# A part's own rules are in its folder: compiler/build.mk, decoder/build.mk, examples/build.mk, tests/build.mk.

CC      ?= cc
CFLAGS  ?= -O2 -g
WARN    := -Wall -Wextra -Wconversion -Wshadow -pedantic -Werror
HOSTCC   = $(CC) -std=c11 -D_POSIX_C_SOURCE=200809L $(WARN) $(CFLAGS)
BUILD   := build

all: $(BUILD)/plogen $(BUILD)/plogcat

include compiler/build.mk
include decoder/build.mk
-include examples/build.mk
-include tests/build.mk

# What the build needs from the system is installed once, or named when it can't be.
# One after the other, as apt takes one at a time.
$(BUILD)/.packages-demo: $(BUILD)/.packages-tools
$(BUILD)/.packages: $(BUILD)/.packages-demo
$(BUILD)/.packages-soak: $(BUILD)/.packages
$(BUILD)/.packages-tools $(BUILD)/.packages-demo $(BUILD)/.packages $(BUILD)/.packages-soak: setup.sh
	@./setup.sh $(patsubst .packages-%,%,$(filter .packages-%,$(@F)))
	@mkdir -p $(BUILD) && touch $@

clean:
	rm -rf $(BUILD)

.PHONY: all clean demo check bench
.DELETE_ON_ERROR:
