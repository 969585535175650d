# Damage: a full ring is corrupted in every way, decoded, and logged on in, all in one process. See test.c.
#
#   check-corruption                 all that can be enumerated, and some tens of thousands of seeds
#   make soak-corruption SEEDS=N     the same with N seeds; 10000000 take some minutes

CORRUPTION := $(BUILD)/tests/corruption

CORRUPTION_VARIANTS := overwrite drop count check8 check16
CORRUPTION_overwrite := buffer 2K overwrite; clock user 1MHz; lock none;
CORRUPTION_drop      := buffer 2K drop; clock none; lock none;
CORRUPTION_count     := buffer 2K overwrite; clock none; lock none; optimize size; count;
CORRUPTION_check8    := buffer 2K overwrite; clock none; lock none; integrity check8;
CORRUPTION_check16   := buffer 2K overwrite; clock none; lock none; integrity check16;

CORRUPTION_PROGRAMS := $(CORRUPTION_VARIANTS:%=$(CORRUPTION)/%/test)
# What prints is replaced: observe.c takes the events.
CORRUPTION_DECODER := $(filter-out %/output.o %/text_out.o %/json_out.o,$(DECODER_OBJECTS))

$(CORRUPTION)/%/corruption.c: tests/corruption/corruption.plog tests/corruption/build.mk $(BUILD)/plogen
	@mkdir -p $(@D)
	{ cat $<; echo '$(CORRUPTION_$*)'; } >$(@D)/corruption.plog
	$(BUILD)/plogen $(@D)/corruption.plog -o $(@D)
	@touch $@

# The runtime under the undefined-behaviour sanitizer.
$(CORRUPTION)/%/device.o: tests/corruption/device.c tests/corruption/device.h $(CORRUPTION)/%/corruption.c $(RUNTIME)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARN) -O1 -g -fsanitize=undefined -fno-sanitize-recover=all -I runtime -I $(@D) -c -o $@ $<

$(CORRUPTION)/%/test: $(CORRUPTION)/%/device.o $(addprefix tests/corruption/,test.c observe.c) \
		$(wildcard tests/corruption/*.h) $(CORRUPTION_DECODER)
	$(HOSTCC) -Wl,--wrap=history_records -fsanitize=undefined -o $@ $(filter %.c %.o,$^) $(DECODER_LIBS)

.PRECIOUS: $(CORRUPTION)/%/corruption.c $(CORRUPTION)/%/device.o

CHECKS += check-corruption
check-corruption: $(CORRUPTION_PROGRAMS)
	@$(PART) corruption tests/corruption/run.sh 10000 $(CORRUPTION_PROGRAMS)

SEEDS ?= 1000
soak-corruption: $(CORRUPTION_PROGRAMS)
	@tests/corruption/run.sh $(SEEDS) $(CORRUPTION_PROGRAMS)

.PHONY: soak-corruption
