# Power cuts on the host, at every store and inside it; see test.c and stores.h. The device is that of tests/corruption.
#
#   GEOMETRY = largest blob: options       a larger blob makes larger blocks
#
# maximum is for soak-powercut alone: each of its cases takes a tenth of a second; so is crash_loop-ecc. crash_loop-none and crash_loop-count are for moving.c.
# The ring of minimum and minimum-wide is the smallest that plogen allows, that of maximum the largest; run.sh looks whether they still are.

POWERCUT := $(BUILD)/tests/powercut

POWERCUT_minimum      := 40 buffer 152 overwrite;
POWERCUT_minimum-wide := 200 buffer 456 overwrite; optimize size;
POWERCUT_power        := 40 buffer 1K overwrite;
POWERCUT_power-wide   := 200 buffer 1K overwrite;
POWERCUT_odd          := 40 buffer 1001 overwrite; optimize size;
POWERCUT_odd-wide     := 200 buffer 1001 overwrite;
POWERCUT_larger       := 40 buffer 3333 overwrite;
POWERCUT_count        := 40 buffer 777 overwrite; count;
POWERCUT_drop         := 40 buffer 1K drop; optimize size;
POWERCUT_check16      := 40 buffer 777 overwrite; integrity check16;
POWERCUT_ecc          := 40 buffer 777 overwrite; integrity ecc;
POWERCUT_keep         := 40 buffer 1K overwrite; keep error 450; integrity check8;
POWERCUT_cores        := 40 buffer 1K overwrite; cores 2; count;
POWERCUT_backup       := 40 buffer 777 overwrite; integrity check16;
POWERCUT_crash_loop   := 40 buffer 777 overwrite; integrity check16;
POWERCUT_crash_loop-ecc := 40 buffer 777 overwrite; integrity ecc;
POWERCUT_crash_loop-none  := 40 buffer 1201 overwrite;
POWERCUT_crash_loop-count := 40 buffer 777 overwrite; count; integrity check8;
POWERCUT_maximum      := 40 buffer 8M overwrite;
POWERCUT_CHECKED      := minimum minimum-wide power power-wide odd odd-wide larger count drop check16 ecc keep cores backup crash_loop

# Two are no options of a spec for Linux, but the code is the same.
POWERCUT_FLAGS_cores      := -DCORES
POWERCUT_FLAGS_backup     := -DPLOG_BACKUP=500u
POWERCUT_FLAGS_crash_loop := -DPLOG_CRASH_LOOP=1u
POWERCUT_FLAGS_crash_loop-ecc := $(POWERCUT_FLAGS_crash_loop)
POWERCUT_FLAGS_crash_loop-none := $(POWERCUT_FLAGS_crash_loop)
POWERCUT_FLAGS_crash_loop-count := $(POWERCUT_FLAGS_crash_loop)

POWERCUT_PROGRAMS      = $(1:%=$(POWERCUT)/%/test)

$(POWERCUT)/%/corruption.c: tests/corruption/corruption.plog tests/powercut/build.mk $(BUILD)/plogen
	@mkdir -p $(@D)
	{ cat $<; for blob in 'info blob 3' 'error kept_blob 4'; do set -- $$blob; \
		echo "$$1 $$2(number: u32, raw: bytes[<=$(firstword $(POWERCUT_$*))]) = $$3 \"{number} {raw}\";"; done; \
		echo 'clock none; lock none; $(wordlist 2,9,$(POWERCUT_$*))'; } >$(@D)/corruption.plog
	$(BUILD)/plogen $(@D)/corruption.plog -o $(@D)
	@touch $@

# memcpy() is the test's: its stores are seen, too.
$(POWERCUT)/%/device.o: tests/corruption/device.c tests/corruption/device.h $(POWERCUT)/%/corruption.c $(RUNTIME)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARN) -O1 -g -fsanitize=thread -Wno-tsan -DLARGEST=$(firstword $(POWERCUT_$*)) $(POWERCUT_FLAGS_$*) -I runtime -I $(@D) -c -o $@ $<
	objcopy --redefine-sym memcpy=stores_memcpy $@

$(POWERCUT)/%/test: $(POWERCUT)/%/device.o $(addprefix tests/powercut/,test.c order.c stores.c) tests/corruption/observe.c \
		$(wildcard tests/corruption/*.h tests/powercut/*.h) $(CORRUPTION_DECODER)
	$(HOSTCC) -Wl,--wrap=history_records,--wrap=sources_print -o $@ $(filter %.c %.o,$^) $(DECODER_LIBS)

# What moves with a crash loop, and is damaged then: moving.c.
$(POWERCUT)/%/moving: $(POWERCUT)/%/device.o $(addprefix tests/powercut/,moving.c stores.c) tests/corruption/observe.c \
		$(wildcard tests/corruption/*.h tests/powercut/*.h) $(CORRUPTION_DECODER)
	$(HOSTCC) -Wl,--wrap=history_records,--wrap=sources_print -o $@ $(filter %.c %.o,$^) $(DECODER_LIBS)

.PRECIOUS: $(POWERCUT)/%/corruption.c $(POWERCUT)/%/device.o

# Damage while a crash loop's block is moved.
MOVING := $(patsubst %,$(POWERCUT)/%/moving,crash_loop-none crash_loop-count crash_loop crash_loop-ecc)

CHECKS += check-moving
check-moving: $(MOVING)
	@$(PART) moving tests/corruption/run.sh 9001 $^

SOAKS += soak-moving
soak-moving: $(MOVING)
	@$(LONG) moving tests/corruption/run.sh $$((251 * $(EVERY))) $^

CHECKS += check-powercut
check-powercut: $(call POWERCUT_PROGRAMS,$(POWERCUT_CHECKED))
	@$(PART) powercut tests/powercut/run.sh $(BUILD)/plogen 61 $^

SOAKS += soak-powercut
soak-powercut: $(call POWERCUT_PROGRAMS,$(POWERCUT_CHECKED) crash_loop-ecc maximum)
	@$(LONG) powercut tests/powercut/run.sh $(BUILD)/plogen $$((7 * $(EVERY))) $^
