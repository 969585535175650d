# Fuzzing with coverage feedback (clang's libFuzzer), under the address and undefined-behaviour sanitizers.
#
#   check-fuzz   every input of the corpora, then each target for some seconds
#   make fuzz    each target for FUZZ_SECONDS; what is new is kept in build/fuzz/found/NAME
#   make fuzz-corpus   makes the corpora anew, from what the runtime writes
#
# A target NAME is tests/fuzz/fuzz_NAME.c, its corpus tests/fuzz/corpus/NAME.

FUZZ         := $(BUILD)/fuzz
FUZZ_TARGETS := dump stream frames backup table elf ramoops plogen
FUZZ_SECONDS ?= 60

FUZZ_CC       = clang -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all
FUZZ_SANITIZE = address,undefined

FUZZ_PROGRAMS := $(FUZZ_TARGETS:%=$(FUZZ)/%)
FUZZ_DECODER  := $(patsubst decoder/%.c,$(FUZZ)/decoder/%.o,$(filter-out $(DECODER_PROGRAM),$(wildcard decoder/*.c))) \
                 $(FUZZ)/tests/decode_one.o $(FUZZ)/tests/seal.o
# What fuzz_plogen.c includes is not linked once more.
FUZZ_COMPILER := $(filter-out $(addprefix $(FUZZ)/compiler/,arena.o diagnostic.o main.o command.o),\
                 $(COMPILER_OBJECTS:$(COMPILER_BUILD)/%=$(FUZZ)/compiler/%))

$(FUZZ)/decoder/%.o: decoder/%.c | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(FUZZ_CC) -fsanitize=fuzzer-no-link,$(FUZZ_SANITIZE) $(DECODER_CFLAGS) -MMD -MP -c -o $@ $<

$(FUZZ)/tests/%.o: tests/fuzz/%.c | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(FUZZ_CC) -fsanitize=fuzzer-no-link,$(FUZZ_SANITIZE) $(DECODER_CFLAGS) -iquote compiler -iquote $(COMPILER_BUILD) -MMD -MP -c -o $@ $<

$(FUZZ)/tests/fuzz_plogen.o: | $(COMPILER_BUILD)/plog_tokens.h

$(FUZZ)/compiler/%.o: compiler/%.c | $(COMPILER_BUILD)/plog_tokens.h
	@mkdir -p $(@D)
	$(FUZZ_CC) -fsanitize=fuzzer-no-link,$(FUZZ_SANITIZE) -iquote compiler -iquote $(COMPILER_BUILD) -MMD -MP -c -o $@ $<

$(FUZZ)/compiler/%.o: $(COMPILER_BUILD)/%.c | $(COMPILER_BUILD)/plog_tokens.h
	@mkdir -p $(@D)
	$(FUZZ_CC) -fsanitize=fuzzer-no-link,$(FUZZ_SANITIZE) -DNDEBUG -iquote compiler -iquote $(COMPILER_BUILD) -MMD -MP -c -o $@ $<

$(filter-out %/plogen,$(FUZZ_PROGRAMS)): $(FUZZ)/%: $(FUZZ)/tests/fuzz_%.o $(FUZZ_DECODER)
	$(FUZZ_CC) -fsanitize=fuzzer,$(FUZZ_SANITIZE) -o $@ $^ $(DECODER_LIBS)

$(FUZZ)/plogen: $(FUZZ)/tests/fuzz_plogen.o $(FUZZ_COMPILER)
	$(FUZZ_CC) -fsanitize=fuzzer,$(FUZZ_SANITIZE) -o $@ $^ -ljson-c

$(FUZZ)/to_frames: tests/fuzz/to_frames.c $(DECODER_OBJECTS)
	@mkdir -p $(@D)
	$(HOSTCC) $(DECODER_CFLAGS) -o $@ $^ $(DECODER_LIBS)

-include $(wildcard $(FUZZ)/*/*.d)

CHECKS += check-fuzz
check-fuzz: $(FUZZ_PROGRAMS)
	@$(PART) fuzz tests/fuzz/run.sh $(FUZZ) 2 $(FUZZ_TARGETS)

fuzz: $(FUZZ_PROGRAMS)
	@tests/fuzz/run.sh $(FUZZ) $(FUZZ_SECONDS) $(FUZZ_TARGETS)

SOAKS += soak-fuzz
soak-fuzz: $(FUZZ_PROGRAMS)
	@$(LONG) fuzz tests/fuzz/run.sh $(FUZZ) $(call SCALED,$(SOAK_FUZZ)) $(FUZZ_TARGETS)

# The corpora anew: after a change of the format, or to take in what fuzzing has found.
FUZZ_FILES ?= 100
fuzz-corpus: $(FUZZ_PROGRAMS) $(FUZZ)/to_frames $(BUILD)/plogen $(BUILD)/tests/ports-small/simulate
	@tests/fuzz/corpus.sh $(BUILD) $(FUZZ_SECONDS) $(FUZZ_FILES) $(FUZZ_TARGETS)

.PHONY: fuzz fuzz-corpus
