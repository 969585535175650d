# "ram ecc", in the code that it makes.

CHECKS += check-ecc
check-ecc: $(BUILD)/plogen $(RUNTIME) | $(BUILD)/.packages
	@$(PART) ecc tests/ecc/run.sh $(abspath $(BUILD)/plogen $(BUILD)/tests/ecc)
