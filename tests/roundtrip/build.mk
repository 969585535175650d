# check-roundtrip: what was logged is what plogcat prints, for the specs here and for some tens of random ones.
# make soak-roundtrip SEEDS=1000 FIRST=100: more random specs.

ROUNDTRIP       := $(BUILD)/tests/roundtrip
ROUNDTRIP_TOOLS := $(addprefix $(ROUNDTRIP)/,make_calls make_spec compare)
ROUNDTRIP_RUN   := tests/roundtrip/check.sh $(BUILD)

$(ROUNDTRIP)/make_calls: $(addprefix tests/roundtrip/,make_calls.c table.c values.c literals.c boundaries.c)
$(ROUNDTRIP)/make_spec $(ROUNDTRIP)/compare: $(ROUNDTRIP)/%: tests/roundtrip/%.c

$(ROUNDTRIP_TOOLS): $(wildcard tests/roundtrip/*.h) | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARN) $(CFLAGS) -o $@ $(filter %.c,$^) -ljson-c -lm

$(ROUNDTRIP)/simulate: tests/roundtrip/simulate.c | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(HOSTCC) $< -lsimavr -lelf -o $@

CHECKS += check-roundtrip
check-roundtrip: $(BUILD)/plogen $(BUILD)/plogcat $(ROUNDTRIP_TOOLS) $(ROUNDTRIP)/simulate
	@$(PART) roundtrip $(ROUNDTRIP_RUN) 1 24 $(sort $(wildcard tests/roundtrip/specs/*.plog))

SEEDS ?= $(call SCALED,$(SOAK_SPECS))
FIRST ?= 100
SOAKS += soak-roundtrip
soak-roundtrip: $(BUILD)/plogen $(BUILD)/plogcat $(ROUNDTRIP_TOOLS) $(ROUNDTRIP)/simulate
	@$(LONG) roundtrip $(ROUNDTRIP_RUN) $(FIRST) $(SEEDS)
