# Eight threads that log, with or without one that drains, killed at random moments, and the file that they leave; and a file that is never read of one moment.

KILL := $(BUILD)/tests/kill

$(KILL)/kill.c: tests/kill/kill.plog $(BUILD)/plogen
	@mkdir -p $(@D)
	$(BUILD)/plogen $< -o $(@D)
	@touch $@

$(KILL)/kill: tests/kill/main.c tests/kill/rows.c tests/kill/rows.h tests/kill/marks.h $(KILL)/kill.c $(DECODER_OBJECTS) $(RUNTIME)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARN) $(CFLAGS) $(DECODER_CFLAGS) -pthread -I runtime -I $(KILL) -Wl,--wrap=output_event \
		$(filter %.c %.o,$(filter-out runtime/%,$^)) -o $@ $(DECODER_LIBS)

$(KILL)/drained: tests/kill/drained.c tests/kill/marks.h $(KILL)/kill.c $(DECODER_OBJECTS) $(RUNTIME)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARN) $(CFLAGS) $(DECODER_CFLAGS) -pthread -I runtime -I $(KILL) -Wl,--wrap=output_event \
		$(filter %.c %.o,$(filter-out runtime/%,$^)) -o $@ $(DECODER_LIBS)

$(KILL)/torn: tests/kill/torn.c tests/kill/moving.c tests/decoder/build_dump.c tests/kill/moving.h $(DECODER_OBJECTS)
	@mkdir -p $(@D)
	$(HOSTCC) $(DECODER_CFLAGS) -Wl,--wrap=output_event,--wrap=pread $(filter %.c %.o,$^) -o $@ $(DECODER_LIBS)

$(KILL)/copies: tests/kill/copies.c decoder/copies.c decoder/copies.h
	@mkdir -p $(@D)
	$(HOSTCC) $(SANITIZE) -Wl,--wrap=pread $(filter %.c,$^) -o $@

CHECKS += check-kill check-drained check-torn check-copies
check-kill: $(KILL)/kill
	@$(PART) kill $(KILL)/kill $(KILL)/kill.json $(KILL)/ring 300 1

check-drained: $(KILL)/drained
	@$(PART) drained $(KILL)/drained $(KILL)/kill.json $(KILL)/drained.ring 200 1

check-torn: $(KILL)/torn
	@$(PART) torn $(KILL)/torn $(KILL)/file

check-copies: $(KILL)/copies
	@$(PART) copies $(KILL)/copies

SOAKS += soak-kill soak-kill-drained
soak-kill: $(KILL)/kill
	@$(LONG) kill $(KILL)/kill $(KILL)/kill.json $(KILL)/ring $(call SCALED,10000) 2

soak-kill-drained: $(KILL)/drained
	@$(LONG) kill-drained $(KILL)/drained $(KILL)/kill.json $(KILL)/drained.ring $(call SCALED,10000) 2
