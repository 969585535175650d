# The pages of docs that go from nothing to a decoded crash, followed word by word; and every code block of all pages.

CHECKS += check-pages
check-pages: $(BUILD)/plogen $(BUILD)/plogcat | $(BUILD)/.packages
	@$(PART) pages tests/pages/follow.sh $(BUILD)/tests/pages $(wildcard docs/targets/*.md) docs/LINUX.md README.md

CHECKS += check-blocks
check-blocks: $(BUILD)/plogen $(BUILD)/plogcat $(MOTOR)/motor.elf | $(BUILD)/.packages
	@QEMU_MPS2='$(QEMU_MPS2)' $(PART) blocks tests/pages/blocks.sh $(BUILD)/tests/blocks README.md $(wildcard docs/*.md docs/targets/*.md)
