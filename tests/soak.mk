# make soak: every long campaign, and the page of their figures. A campaign NAME adds soak-NAME to SOAKS; what it prints is kept in build/soak. Its lines
# "THING: key=value ..." become a table.
#
# make soak SCALE=1   one percent of each, or what make check takes of it: to try it, in some minutes

SOAK   := $(BUILD)/soak
SCALE  ?= 100
SCALED  = $(shell echo $$(($(1) * $(SCALE) / 100 + 1)))
FULL    = $(filter 100,$(SCALE))

soak: $(BUILD)/.packages
	@rm -rf $(SOAK); mkdir -p $(SOAK)
	+@status=0; for name in $(SOAKS); do \
		began=$$(date +%s); \
		$(MAKE) -s --no-print-directory $$name SCALE=$(SCALE) >$(SOAK)/$$name.log 2>&1; result=$$?; \
		echo "$$name: $$([ $$result -eq 0 ] && echo passed || echo FAILED), $$(($$(date +%s) - began)) s" | tee -a $(SOAK)/summary; \
		[ $$result -eq 0 ] || status=1; \
	done; \
	tests/reliability.sh $(SOAK) $(SCALE) >$(SOAK)/RELIABILITY.md; echo "$(SOAK)/RELIABILITY.md"; exit $$status

.PHONY: soak $(SOAKS)
