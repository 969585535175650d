# make proof: Frama-C's Eva and WP over the runtime and a generated file; see parts.c, handed.c and run.sh. Takes Debian's frama-c-base (64 MB and what it
# depends on), why3 and z3, and some minutes, so make check leaves it out.

PROOF := $(BUILD)/tests/proof

$(PROOF)/make_calls: tests/proof/make_calls.c tests/roundtrip/table.c tests/roundtrip/table.h | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARN) $(CFLAGS) -o $@ $(filter %.c,$^) -ljson-c

proof: $(BUILD)/plogen $(PROOF)/make_calls | $(BUILD)/.packages-soak
	@tests/proof/run.sh $(BUILD)/plogen $(PROOF)/make_calls $(PROOF)

SOAKS += soak-proof
soak-proof: $(BUILD)/plogen $(PROOF)/make_calls | $(BUILD)/.packages-soak
	@$(LONG) proof tests/proof/run.sh $(BUILD)/plogen $(PROOF)/make_calls $(PROOF)

.PHONY: proof
