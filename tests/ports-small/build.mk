# The smallest cores: an ATmega328P in simavr, an lx106 in QEMU.

PORTS_SMALL := $(BUILD)/tests/ports-small

$(PORTS_SMALL)/simulate: tests/ports-small/simulate.c tests/simavr.h | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(HOSTCC) $< -lsimavr -lelf -o $@

CHECKS += check-ports-small
check-ports-small: $(BUILD)/plogen $(BUILD)/plogcat $(PORTS_SMALL)/simulate | $(BUILD)/.packages
	@$(PART) ports-small tests/ports-small/run.sh $(BUILD)/plogen $(BUILD)/plogcat $(PORTS_SMALL) '$(WARN)'
