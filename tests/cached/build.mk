# The MPU code of docs/TARGETS.md, for rings in memory that a data cache holds.

CHECKS += check-cached
check-cached: $(BUILD)/plogen $(BUILD)/plogcat | $(BUILD)/.packages
	@$(PART) cached tests/cached/run.sh $(abspath $(BUILD)/plogen $(BUILD)/plogcat $(BUILD)/tests/cached) '$(WARN)'
