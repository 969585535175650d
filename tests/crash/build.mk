# Crashes of every kind, on emulated boards and on Linux, and the record that is left of each.

CRASH := $(BUILD)/tests/crash

CHECKS += check-crash
check-crash: $(BUILD)/plogen $(BUILD)/plogcat | $(BUILD)/.packages
	@mkdir -p $(CRASH)
	@$(PART) crash tests/crash/run.sh $(abspath $(BUILD)/plogen $(BUILD)/plogcat $(CRASH)) '$(WARN)'
