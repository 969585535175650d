# make soak: every long campaign, one for each core at a time, and the page of their figures, build/soak/RELIABILITY.md; make soak-page puts them into docs/RELIABILITY.md.
# A campaign NAME adds soak-NAME to SOAKS and runs by $(LONG) NAME COMMAND...; what it prints is kept in build/soak/NAME.log. Its lines "THING: key=value ..." become a table.
#
#   make soak SCALE=10                        of what is random a tenth, of what is enumerated each tenth; every row
#   make soak SCALE=1000 LIMIT=30000          of what is random ten times as much, and as long for a campaign before it is stopped
#   make soak-sweep-m3 SECOND=1 LIMIT=20000   second resets in every state of every recovery (tests/sweep/run.sh)
#   make soak SEEDS=100                       fewer random specs (soak-roundtrip)

# What is enumerated is all taken (of second resets, of wrap offsets and of damage in a move a share: tests/sweep/run.sh, tests/powercut); what is random is as much as lets the whole end within an hour and a half on two cores. Minutes of one core (x86_64, 2026-11-21, beside other work), about:
#
#   sweep-avr 19   fuzz 16   sweep-rv32 15   sweep-m3 14   interrupts 12   sweep-m0, -lx106 12 each   roundtrip 10   mutation 8   memory 6   faults 6
#   sweep-m33 5   powercut 4   cold 4   proof 3   integrity 2   corruption 1   kill 1   share 1   moving 1   kill-drained and fleet not measured
SOAK_FUZZ  := 120 # seconds of each fuzzer
SOAK_SPECS := 300 # random specs

SOAK   := $(BUILD)/soak
SCALE  ?= 100
SCALED  = $(shell echo $$((($(1) * $(SCALE) + 99) / 100)))
EVERY   = $(shell echo $$(((100 + $(SCALE) - 1) / $(SCALE))))
LIMIT  ?= 3000 # seconds
LONG   := PART_LIMIT=$(strip $(LIMIT)) tests/part.sh $(SOAK)

# Those first that take longest.
LONGEST := $(addprefix soak-,fuzz sweep-m3 mutation roundtrip)
SOAKS   := $(LONGEST) $(filter-out $(LONGEST),$(SOAKS))

# All but those that have no figures.
TABLES  := run sums sweep $(filter-out sweep-% kill-% mutation fleet,$(SOAKS:soak-%=%))

soak: $(BUILD)/.packages-soak
	@rm -rf $(SOAK); mkdir -p $(SOAK)
	@{ echo "about \`make soak SCALE=$(SCALE)\`, begun on $$(date '+%F at %H:%M'), on commit $$(git rev-parse --short=10 HEAD)$$(git diff --quiet HEAD || echo ', changed'), $$(nproc) processors, $$(uname -m)."; \
	echo "campaigns $(SOAKS:soak-%=%)"; } >$(SOAK)/run
	+@began=$$(date +%s); $(MAKE) --no-print-directory -k $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc)) $(SOAKS); status=$$?; \
	echo "about It took $$((($$(date +%s) - began) / 60)) minutes." >>$(SOAK)/run; \
	tests/reliability/tables.sh $(SOAK) $(TABLES) >$(SOAK)/RELIABILITY.md; echo "$(SOAK)/RELIABILITY.md"; exit $$status

.PHONY: soak $(SOAKS)
