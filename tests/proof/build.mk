# make proof: Frama-C's Eva over the runtime; see main.c and run.sh. Takes Debian's frama-c-base (64 MB and what it depends on), so make check leaves it out.

PROOF := $(BUILD)/tests/proof

SOAKS += soak-proof
proof soak-proof: $(BUILD)/plogen
	@tests/proof/run.sh $(BUILD)/plogen $(PROOF)

.PHONY: proof
