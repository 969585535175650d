# plogcat --elf: chains of calls at random instructions, on emulated boards.

ELF_TEST := $(BUILD)/tests/elf

CHECKS += check-elf
check-elf: $(BUILD)/plogen $(BUILD)/plogcat $(ELF_TEST)/truth.so | $(BUILD)/.packages
	@$(PART) elf tests/elf/run.sh $(abspath $(BUILD)/plogen $(BUILD)/plogcat $(ELF_TEST)) '$(WARN)' $(abspath $(ELF_TEST)/truth.so)

$(ELF_TEST)/truth.so: tests/elf/truth.c tests/qemu_plugin.h
	@mkdir -p $(@D)
	$(HOSTCC) -fPIC -shared -fvisibility=hidden -o $@ $<
