# A firmware that crashes forty times in a row, in QEMU; once more where each record has a check, which must still be right in the block that
# is moved, and where blocks have parity.

LOOP := $(BUILD)/tests/loop

$(LOOP)/%/loop.elf: tests/loop/main.c tests/loop/loop.plog $(BUILD)/plogen $(MOTOR_DEPS) | $(BUILD)/.packages
	@mkdir -p $(@D)
	{ cat tests/loop/loop.plog; echo 'integrity $*;'; } >$(@D)/loop.plog
	$(BUILD)/plogen $(@D)/loop.plog -o $(@D)
	$(ARM_CC) -g -I runtime -I $(@D) -I examples/motor $(ARM_LINK) -T $(@D)/loop.ld -T examples/motor/link.ld \
		$< examples/motor/startup.c examples/motor/semihosting.c $(@D)/loop.c -o $@

CHECKS += check-loop
check-loop: $(foreach integrity,none check16 ecc,$(LOOP)/$(integrity)/loop.elf) $(BUILD)/plogcat
	@$(PART) loop tests/loop/run.sh $(LOOP) $(BUILD)/plogcat $(QEMU_MPS2)
