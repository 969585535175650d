# The pages of docs that go from nothing to a decoded crash, followed word by word.

CHECKS += check-pages
check-pages: $(BUILD)/plogen $(BUILD)/plogcat | $(BUILD)/.packages
	@$(PART) pages tests/pages/follow.sh $(BUILD)/tests/pages $(wildcard docs/targets/*.md) docs/LINUX.md README.md
