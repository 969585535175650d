# One application on a board of each core, in QEMU: run.sh has the list.

PORTS := $(BUILD)/tests/ports

CHECKS += check-ports
check-ports: $(BUILD)/plogen $(BUILD)/plogcat | $(BUILD)/.packages
	@mkdir -p $(PORTS)
	@$(PART) ports tests/ports/run.sh $(abspath $(BUILD)/plogen $(BUILD)/plogcat $(PORTS)) '$(WARN)'
