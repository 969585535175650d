# What a newcomer gets wrong, from the compiler's options to the dump: each must be answered in words that tell the remedy.

CHECKS += check-mistakes
check-mistakes: $(BUILD)/plogen $(BUILD)/plogcat $(wildcard tests/mistakes/*) | $(BUILD)/.packages
	@$(PART) mistakes tests/mistakes/run.sh $(BUILD)/tests/mistakes $(BUILD)/plogen $(BUILD)/plogcat
