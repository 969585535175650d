# Frames and the lines that take them.

SINKS := $(BUILD)/tests/sinks

$(SINKS)/ring.c: tests/runtime/ring.plog tests/sinks/build.mk $(BUILD)/plogen
	@mkdir -p $(@D)
	{ cat $<; echo 'buffer 2K overwrite; clock none; lock none; optimize size;'; } >$(@D)/ring.plog
	$(BUILD)/plogen $(@D)/ring.plog -o $(@D)
	@touch $@

SINKS_LINE := tests/sinks/line.c $(addprefix tests/runtime/,reader.c steps.c suite.c)

# Plain, and with sanitizers.
SINKS_SANE := $(BUILD)/tests/decoder/plogcat-sanitized
$(SINKS)/line $(SINKS)/line.sane: $(SINKS_LINE) $(wildcard tests/runtime/*.h) $(SINKS)/ring.c $(RUNTIME) | $(BUILD)/.packages
	$(RT_CC) $(if $(findstring sane,$@),$(RT_SANITY),-O2 -g) -I $(SINKS) -DPLOGCAT='"$(BUILD)/plogcat"' \
		-DPLOGCAT_SANE='"$(SINKS_SANE)"' -DTABLE='"$(SINKS)/ring.json"' -DCAPTURE='"$@.capture"' $(SINKS_LINE) $(shell pkg-config --cflags --libs check) -o $@

$(SINKS)/itm: tests/sinks/itm.c tests/runtime/suite.c $(RUNTIME) | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(RT_CC) $(RT_SANITY) tests/sinks/itm.c tests/runtime/suite.c $(shell pkg-config --cflags --libs check) -o $@

$(SINKS)/probe: tests/sinks/probe.c
	@mkdir -p $(@D)
	$(HOSTCC) $< -o $@

CHECKS += check-sinks
check-sinks: $(addprefix $(SINKS)/,line line.sane itm probe) $(BUILD)/plogen $(BUILD)/plogcat $(SINKS_SANE) | $(BUILD)/.packages
	@$(PART) sinks tests/runtime/run.sh $(SINKS)/line $(SINKS)/line.sane $(SINKS)/itm \
		"tests/sinks/run.sh $(abspath $(BUILD)/plogen $(BUILD)/plogcat $(SINKS)/probe $(SINKS)/firmware)"
