# plogcat, and the library its tests link.

DECODER_OBJECTS := $(patsubst decoder/%.c,$(BUILD)/decoder/%.o,$(filter-out decoder/main.c,$(wildcard decoder/*.c)))
JSON_CFLAGS      = $(shell pkg-config --cflags json-c)
DECODER_LIBS     = $(shell pkg-config --libs json-c) -lfec -lz -lm

$(BUILD)/plogcat: $(BUILD)/decoder/main.o $(DECODER_OBJECTS)
	$(HOSTCC) -o $@ $^ $(DECODER_LIBS)

$(BUILD)/decoder/%.o: decoder/%.c | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(HOSTCC) $(JSON_CFLAGS) -MMD -MP -c -o $@ $<

-include $(wildcard $(BUILD)/decoder/*.d)
