# Damage: a full ring is corrupted in every way, decoded, and logged on in, all in one process. See test.c.
#
#   check-corruption   all that can be enumerated, and some thousands of seeds
#   soak-corruption    the same with more
#   soak-cold          random RAM of ten million seeds
#   check-share, soak-share   how much is left of a ring by how much damage, beside one without blocks and checks; see share.c
#
# The ring of cold is the smallest, because its cases take the shortest.

CORRUPTION := $(BUILD)/tests/corruption

CORRUPTION_VARIANTS := overwrite drop count check8 check16 ecc
CORRUPTION_SHAPES   := keep cores crash_loop backup # several rings, and memory beside the ring: in the check a share of them
CORRUPTION_cold      := buffer 256 overwrite; clock user 1MHz; lock none;
CORRUPTION_none      := buffer 2K overwrite; clock none; lock none;
CORRUPTION_overwrite := buffer 2K overwrite; clock user 1MHz; lock none;
CORRUPTION_drop      := buffer 2K drop; clock none; lock none;
CORRUPTION_count     := buffer 2K overwrite; clock none; lock none; optimize size; count;
CORRUPTION_check8    := buffer 2K overwrite; clock none; lock none; integrity check8;
CORRUPTION_check16   := buffer 2K overwrite; clock none; lock none; integrity check16;
CORRUPTION_ecc       := buffer 2K overwrite; clock none; lock none; integrity ecc;
CORRUPTION_keep      := buffer 3K overwrite; keep error 1K; clock user 1MHz; lock none;
CORRUPTION_cores     := buffer 2K overwrite; cores 2; clock user 1MHz; lock none; integrity check8;
CORRUPTION_crash_loop := buffer 2K overwrite; clock none; lock none; integrity check16;
CORRUPTION_backup    := buffer 2K overwrite; clock none; lock none; integrity check16;

# Two are no options of a spec for Linux, but the code is the same.
CORRUPTION_FLAGS_cores      := -DCORES
CORRUPTION_FLAGS_crash_loop := -DPLOG_CRASH_LOOP=3u
CORRUPTION_FLAGS_backup     := -DPLOG_BACKUP=800u

CORRUPTION_PROGRAMS := $(CORRUPTION_VARIANTS:%=$(CORRUPTION)/%/test)
CORRUPTION_SHAPED   := $(CORRUPTION_SHAPES:%=$(CORRUPTION)/%/test)
# What prints is replaced: observe.c takes the events.
CORRUPTION_DECODER := $(filter-out %/output.o %/text_out.o %/json_out.o,$(DECODER_OBJECTS))

$(CORRUPTION)/%/corruption.c: tests/corruption/corruption.plog tests/corruption/build.mk $(BUILD)/plogen
	@mkdir -p $(@D)
	{ cat $<; echo '$(CORRUPTION_$*)'; } >$(@D)/corruption.plog
	$(BUILD)/plogen $(@D)/corruption.plog -o $(@D)
	@touch $@

# The runtime under the undefined-behaviour sanitizer.
$(CORRUPTION)/%/device.o: tests/corruption/device.c tests/corruption/device.h $(CORRUPTION)/%/corruption.c $(RUNTIME)
	$(CC) -std=c11 -D_GNU_SOURCE $(CORRUPTION_FLAGS_$*) $(WARN) -O1 -g -fsanitize=undefined -fno-sanitize-recover=all -I runtime -I $(@D) -c -o $@ $<

$(CORRUPTION)/%/test: $(CORRUPTION)/%/device.o $(addprefix tests/corruption/,test.c judge.c rings.c expect.c observe.c) \
		$(wildcard tests/corruption/*.h) $(CORRUPTION_DECODER)
	$(HOSTCC) -Wl,--wrap=history_records,--wrap=sources_print -fsanitize=undefined -o $@ $(filter %.c %.o,$^) $(DECODER_LIBS)

$(CORRUPTION)/%/share: $(CORRUPTION)/%/device.o $(addprefix tests/corruption/,share.c single.c rings.c observe.c) \
		$(wildcard tests/corruption/*.h) $(CORRUPTION_DECODER)
	$(HOSTCC) -Wl,--wrap=history_records,--wrap=sources_print -fsanitize=undefined -o $@ $(filter %.c %.o,$^) $(DECODER_LIBS)

.PRECIOUS: $(CORRUPTION)/%/corruption.c $(CORRUPTION)/%/device.o

CORRUPTION_SHARES := $(patsubst %,$(CORRUPTION)/%/share,none check16 ecc)

CHECKS += check-corruption
check-corruption: $(CORRUPTION_PROGRAMS) $(CORRUPTION_SHAPED)
	@$(PART) corruption tests/corruption/run.sh 2000 $(CORRUPTION_PROGRAMS) 200/7 $(CORRUPTION_SHAPED)

CHECKS += check-share
check-share: $(CORRUPTION_SHARES)
	@$(PART) share tests/corruption/share.sh $(CORRUPTION) 200

SOAKS += soak-corruption soak-cold soak-share
soak-corruption: $(CORRUPTION_PROGRAMS) $(CORRUPTION_SHAPED)
	@$(LONG) corruption tests/corruption/run.sh $(call SCALED,20000) $(CORRUPTION_PROGRAMS) $(CORRUPTION_SHAPED)

soak-cold: $(CORRUPTION)/cold/test
	@$(LONG) cold tests/corruption/run.sh 'noise <$(call SCALED,10000000)' $<

soak-share: $(CORRUPTION_SHARES)
	@$(LONG) share tests/corruption/share.sh $(CORRUPTION) 2000
