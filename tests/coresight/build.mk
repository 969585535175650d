# DWT's cycle counter and the ITM, added to an emulator that has neither.

CORESIGHT := $(BUILD)/tests/coresight

CHECKS += check-coresight
check-coresight: $(BUILD)/plogen $(BUILD)/plogcat $(CORESIGHT)/coresight.so | $(BUILD)/.packages
	@$(PART) coresight tests/coresight/run.sh $(abspath $(BUILD)/plogen $(BUILD)/plogcat $(CORESIGHT)) '$(WARN)' $(abspath $(CORESIGHT)/coresight.so)

$(CORESIGHT)/coresight.so: tests/coresight/coresight.c $(wildcard tests/qemu_*.h)
	@mkdir -p $(@D)
	$(HOSTCC) -fPIC -shared -fvisibility=hidden -o $@ $<
