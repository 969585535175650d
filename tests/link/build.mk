# What the linker fragment refuses, in words, and what it leaves alone: with several linker scripts, on each kind of core.

CHECKS += check-link
check-link: $(BUILD)/plogen $(MOTOR_DEPS) $(wildcard tests/link/*) | $(BUILD)/.packages
	@$(PART) link tests/link/run.sh $(BUILD)/tests/link $(BUILD)/plogen
