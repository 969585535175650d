# plogcat, and the library its tests link.

DECODER_OBJECTS := $(patsubst decoder/%.c,$(BUILD)/decoder/%.o,$(filter-out decoder/main.c,$(wildcard decoder/*.c)))
JSON_CFLAGS      = $(shell pkg-config --cflags json-c)
JSON_LIBS        = $(shell pkg-config --libs json-c)

$(BUILD)/plogcat: $(BUILD)/decoder/main.o $(DECODER_OBJECTS)
	$(HOSTCC) -o $@ $^ $(JSON_LIBS) -lm

$(BUILD)/decoder/%.o: decoder/%.c | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(HOSTCC) $(JSON_CFLAGS) -MMD -MP -c -o $@ $<

-include $(wildcard $(BUILD)/decoder/*.d)
