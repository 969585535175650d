# make soak: every long campaign, and the page of their figures. A campaign NAME adds soak-NAME to SOAKS; what it prints is kept.

#
# make soak SCALE=1   one percent of each that can be made shorter, to try it

SOAK   := $(BUILD)/soak
SCALE  ?= 100
SCALED  = $(shell echo $$(($(1) * $(SCALE) / 100 + 1)))

soak: $(BUILD)/.packages
	@mkdir -p $(SOAK)
	+@status=0; for name in $(SOAKS); do \
		$(MAKE) --no-print-directory $$name >$(SOAK)/$$name.log 2>&1 || { echo "$$name failed: see $(SOAK)/$$name.log"; status=1; }; \
	done; \
	tests/reliability.sh $(SOAKS:%=$(SOAK)/%.log) >$(SOAK)/RELIABILITY.md; cat $(SOAK)/RELIABILITY.md; exit $$status

.PHONY: soak $(SOAKS)
