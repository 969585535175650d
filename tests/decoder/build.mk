# The decoder: unit tests, and the command itself, each plain and under the sanitizers.

CHECKS += check-decoder

DECODER_TEST    := $(BUILD)/tests/decoder
DECODER_SOURCES := $(filter-out $(DECODER_PROGRAM),$(wildcard decoder/*.c))
DECODER_TESTS   := $(wildcard tests/decoder/*.c)
SANITIZE        := -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all
CHECK_CFLAGS     = $(shell pkg-config --cflags check)
CHECK_LIBS       = $(shell pkg-config --libs check)

# Check's own macros are not for -pedantic.
DECODER_TESTCC   = $(CC) -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wconversion -Wshadow -Werror \
	$(CHECK_CFLAGS) $(DECODER_CFLAGS)

$(DECODER_TEST)/plain: $(DECODER_TESTS) $(DECODER_OBJECTS) $(wildcard tests/decoder/*.h decoder/*.h)
	@mkdir -p $(@D)
	$(DECODER_TESTCC) $(CFLAGS) -o $@ $(DECODER_TESTS) $(DECODER_OBJECTS) $(CHECK_LIBS) $(DECODER_LIBS)

$(DECODER_TEST)/sanitized: $(DECODER_TESTS) $(DECODER_SOURCES) $(wildcard tests/decoder/*.h decoder/*.h)
	@mkdir -p $(@D)
	$(DECODER_TESTCC) $(SANITIZE) -o $@ $(DECODER_TESTS) $(DECODER_SOURCES) $(CHECK_LIBS) $(DECODER_LIBS)

$(DECODER_TEST)/plogcat-sanitized: $(DECODER_SOURCES) decoder/main.c $(wildcard decoder/*.h) | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(HOSTCC) $(SANITIZE) $(DECODER_CFLAGS) -o $@ $(DECODER_SOURCES) decoder/main.c $(DECODER_LIBS)

check-decoder: $(DECODER_TEST)/plain $(DECODER_TEST)/sanitized $(BUILD)/plogcat $(DECODER_TEST)/plogcat-sanitized
	$(PART) decoder tests/decoder/check.sh $(BUILD)/plogcat $(DECODER_TEST)
