# Firmware updates: two and more versions of a spec in one ring file.

UPDATE := $(BUILD)/tests/update

$(UPDATE)/v%: tests/update/v%.plog tests/update/main.c $(BUILD)/plogen $(RUNTIME)
	@mkdir -p $(@D)
	$(BUILD)/plogen $< -o $(@D)
	$(CC) -std=c99 -D_GNU_SOURCE -DVERSION=$* $(WARN) $(CFLAGS) -I runtime -I $(@D) tests/update/main.c $@.c -o $@

CHECKS += check-update
check-update: $(UPDATE)/v1 $(UPDATE)/v2 $(UPDATE)/v3 $(BUILD)/plogcat
	@$(PART) update tests/update/run.sh $(UPDATE) $(BUILD)/plogcat
