# Eight threads that log, killed at random moments, and the file that they leave.

KILL := $(BUILD)/tests/kill

$(KILL)/kill.c: tests/kill/kill.plog $(BUILD)/plogen
	@mkdir -p $(@D)
	$(BUILD)/plogen $< -o $(@D)
	@touch $@

$(KILL)/kill: tests/kill/main.c $(KILL)/kill.c $(DECODER_OBJECTS) $(RUNTIME)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARN) $(CFLAGS) $(DECODER_CFLAGS) -pthread -I runtime -I $(KILL) -Wl,--wrap=output_event \
		$(filter %.c %.o,$(filter-out runtime/%,$^)) -o $@ $(DECODER_LIBS)

CHECKS += check-kill
check-kill: $(KILL)/kill
	@$(PART) kill $(KILL)/kill $(KILL)/kill.json $(KILL)/ring 300 1

SOAKS += soak-kill
soak-kill: $(KILL)/kill
	@$(KILL)/kill $(KILL)/kill.json $(KILL)/ring 10000 2
