# Log functions that call what is rare by a convention of their own: RISC-V and lx106, in QEMU.

CHECKS += check-leaf
check-leaf: $(BUILD)/plogen $(RUNTIME) $(wildcard tests/leaf/*) | $(BUILD)/.packages
	@mkdir -p $(BUILD)/tests/leaf
	@$(PART) leaf tests/leaf/run.sh $(abspath $(BUILD)/plogen $(BUILD)/tests/leaf) '$(WARN)'
