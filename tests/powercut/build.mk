# Power cuts on the host, at every store and inside it; see test.c and stores.h. The device is that of tests/corruption.
#
#   GEOMETRY = options: the smallest ring, odd ones, powers of two, small and large blocks
#   largest is for make soak-powercut alone: its ring takes as long as all the others

POWERCUT := $(BUILD)/tests/powercut

POWERCUT_smallest := buffer 256 overwrite; optimize size;
POWERCUT_odd      := buffer 1000 overwrite; optimize size;
POWERCUT_power    := buffer 1K overwrite;
POWERCUT_larger   := buffer 3333 overwrite;
POWERCUT_count    := buffer 777 overwrite; count;
POWERCUT_drop     := buffer 1K drop; optimize size;
POWERCUT_largest  := buffer 64K overwrite;
POWERCUT_CHECKED  := smallest odd power larger count drop
POWERCUT_PROGRAM   = $(1:%=$(POWERCUT)/%/test)

$(POWERCUT)/%/corruption.c: tests/corruption/corruption.plog tests/powercut/build.mk $(BUILD)/plogen
	@mkdir -p $(@D)
	{ cat $<; echo 'clock none; lock none; $(POWERCUT_$*)'; } >$(@D)/corruption.plog
	$(BUILD)/plogen $(@D)/corruption.plog -o $(@D)
	@touch $@

# What memcpy() copies is not seen: these are arguments, behind what is committed.
$(POWERCUT)/%/device.o: tests/corruption/device.c tests/corruption/device.h $(POWERCUT)/%/corruption.c $(RUNTIME)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARN) -O1 -g -fsanitize=thread -Wno-tsan -I runtime -I $(@D) -c -o $@ $<

$(POWERCUT)/%/test: $(POWERCUT)/%/device.o $(addprefix tests/powercut/,test.c stores.c) tests/corruption/observe.c \
		$(wildcard tests/corruption/*.h tests/powercut/*.h) $(CORRUPTION_DECODER)
	$(HOSTCC) -Wl,--wrap=history_records -o $@ $(filter %.c %.o,$^) $(DECODER_LIBS)

.PRECIOUS: $(POWERCUT)/%/corruption.c $(POWERCUT)/%/device.o

CHECKS += check-powercut
check-powercut: $(call POWERCUT_PROGRAM,$(POWERCUT_CHECKED))
	@$(PART) powercut tests/powercut/run.sh $^

soak-powercut: $(call POWERCUT_PROGRAM,$(POWERCUT_CHECKED) largest)
	@tests/powercut/run.sh $^

.PHONY: soak-powercut
