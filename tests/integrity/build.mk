# "integrity": what damage goes through, and that nothing else changes.

INTEGRITY := $(BUILD)/tests/integrity

$(INTEGRITY)/damage $(INTEGRITY)/parity: $(INTEGRITY)/%: tests/integrity/%.c $(DECODER_OBJECTS) $(wildcard decoder/*.h)
	@mkdir -p $(@D)
	$(HOSTCC) $(DECODER_CFLAGS) -iquote decoder -o $@ $< $(DECODER_OBJECTS) $(DECODER_LIBS)

CHECKS += check-integrity
check-integrity: $(BUILD)/plogen $(BUILD)/plogcat $(INTEGRITY)/damage $(INTEGRITY)/parity $(BUILD)/tests/ports-small/simulate | $(BUILD)/.packages
	@$(PART) integrity tests/integrity/run.sh $(abspath $(BUILD) $(INTEGRITY)) '$(WARN)' 1 $(QEMU_MPS2)

SOAKS += soak-integrity
soak-integrity: $(BUILD)/plogen $(BUILD)/plogcat $(INTEGRITY)/damage $(INTEGRITY)/parity
	@$(LONG) integrity tests/integrity/run.sh $(abspath $(BUILD) $(INTEGRITY)) '$(WARN)' $(call SCALED,10)
