# make soak: every long campaign, one for each core at a time, and the page of their figures, build/soak/RELIABILITY.md.
# A campaign NAME adds soak-NAME to SOAKS and runs by $(LONG) NAME COMMAND...; what it prints is kept in build/soak/NAME.log. Its lines "THING: key=value ..." become a table.
#
#   make soak SCALE=10    of what is random a tenth, of what is enumerated each tenth; every row
#   make soak SEEDS=100   fewer random specs (soak-roundtrip); without it they are 500
#
# Minutes of one core at SCALE=100, from what a part took on an idle one (x86_64, 2026-11-21). soak-fuzz takes 40, whatever the core.
#
#   sweep 15   interrupts 5   faults 2   powercut 4   cold 4   corruption 1   integrity 2   kill 1   roundtrip 17   memory 6
#
# These are 97, so 50 minutes on two cores; mutation, proof and fleet come on top and were not measured on an idle one.

SOAK   := $(BUILD)/soak
SCALE  ?= 100
SCALED  = $(shell echo $$((($(1) * $(SCALE) + 99) / 100)))
EVERY   = $(shell echo $$(((100 + $(SCALE) - 1) / $(SCALE))))
LONG   := tests/part.sh $(SOAK)

# Those first that take longest.
SOAKS := soak-fuzz soak-roundtrip $(filter-out soak-fuzz soak-roundtrip,$(SOAKS))

soak: $(BUILD)/.packages-soak
	@rm -rf $(SOAK); mkdir -p $(SOAK)
	+@$(MAKE) --no-print-directory -k $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc)) $(SOAKS); status=$$?; \
	tests/reliability.sh $(SOAK) $(SCALE) $(SOAKS:soak-%=%) >$(SOAK)/RELIABILITY.md; echo "$(SOAK)/RELIABILITY.md"; exit $$status

.PHONY: soak $(SOAKS)
