# target host: plain C on any machine.

CHECKS += check-host
check-host: $(BUILD)/plogen $(BUILD)/plogcat $(RUNTIME) | $(BUILD)/.packages
	@$(PART) host tests/host/run.sh $(abspath $(BUILD)/plogen $(BUILD)/plogcat $(BUILD)/tests/host)
