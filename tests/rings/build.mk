# Several rings in one region: records that are kept.

RINGS := $(BUILD)/tests/rings

CHECKS += check-rings
check-rings: $(BUILD)/plogen $(BUILD)/plogcat | $(BUILD)/.packages
	@mkdir -p $(RINGS)
	@$(PART) rings tests/rings/run.sh $(abspath $(BUILD)/plogen $(BUILD)/plogcat $(RINGS)) '$(WARN)'
