# Many dumps of many firmware versions in one call of plogcat; see run.sh. make soak-fleet: 10,000 dumps of 40 versions.

FLEET := $(BUILD)/tests/fleet

$(FLEET)/opens.so: tests/fleet/opens.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -Wall -Wextra -Werror -O1 -shared -fPIC -o $@ $< -ldl

FLEET_NEEDS := $(BUILD)/plogen $(BUILD)/plogcat $(FLEET)/opens.so

CHECKS += check-fleet
check-fleet: $(FLEET_NEEDS)
	@$(PART) fleet tests/fleet/run.sh $(BUILD)/plogen $(BUILD)/plogcat $(abspath $(FLEET)/opens.so) $(FLEET)/work 4 200

SOAKS += soak-fleet
soak-fleet: $(FLEET_NEEDS)
	@$(LONG) fleet tests/fleet/run.sh $(BUILD)/plogen $(BUILD)/plogcat $(abspath $(FLEET)/opens.so) $(FLEET)/soak 40 $(call SCALED,10000)
