# The compiler's tests. All of it is built again here with the address and undefined behaviour sanitizers.

COMPILER_TEST    := $(BUILD)/tests/compiler
SANITIZED        := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all
COMPILER_COMMON  := $(filter-out $(COMPILER_TEST)/main.o,$(COMPILER_SOURCES:compiler/%.c=$(COMPILER_TEST)/%.o)) \
                    $(COMPILER_TEST)/plog_lexer.o $(COMPILER_TEST)/templates.o
COMPILER_TEST_CC  = $(HOSTCC) $(SANITIZED) -iquote compiler -iquote $(COMPILER_BUILD) -MMD -MP
PARSER_WARNINGS  := -Wno-unused-parameter -Wno-unused-variable

$(COMPILER_TEST)/%.o: compiler/%.c $(COMPILER_BUILD)/plog_tokens.h
	@mkdir -p $(@D)
	$(COMPILER_TEST_CC) -c -o $@ $<

$(COMPILER_TEST)/plog_lexer.o $(COMPILER_TEST)/templates.o: $(COMPILER_TEST)/%.o: $(COMPILER_BUILD)/%.c \
		$(COMPILER_BUILD)/plog_tokens.h
	@mkdir -p $(@D)
	$(COMPILER_TEST_CC) -Wno-overlength-strings -c -o $@ $<

$(COMPILER_TEST)/plog_parser.o: $(COMPILER_BUILD)/plog_parser.c
	@mkdir -p $(@D)
	$(COMPILER_TEST_CC) $(PARSER_WARNINGS) -c -o $@ $<

$(COMPILER_TEST)/plog_parser_coverage.o: $(COMPILER_BUILD)/plog_parser.c
	@mkdir -p $(@D)
	$(COMPILER_TEST_CC) $(PARSER_WARNINGS) -DYYCOVERAGE -c -o $@ $<

$(COMPILER_TEST)/unit.o $(COMPILER_TEST)/coverage.o: $(COMPILER_TEST)/%.o: tests/compiler/%.c
	@mkdir -p $(@D)
	$(COMPILER_TEST_CC) -c -o $@ $<

$(COMPILER_TEST)/plogen: $(COMPILER_COMMON) $(COMPILER_TEST)/main.o $(COMPILER_TEST)/plog_parser.o
	$(HOSTCC) $(SANITIZED) -o $@ $^

$(COMPILER_TEST)/unit: $(COMPILER_COMMON) $(COMPILER_TEST)/unit.o $(COMPILER_TEST)/plog_parser.o
	$(HOSTCC) $(SANITIZED) -o $@ $^ $$(pkg-config --libs check)

$(COMPILER_TEST)/coverage: $(COMPILER_COMMON) $(COMPILER_TEST)/coverage.o $(COMPILER_TEST)/plog_parser_coverage.o
	$(HOSTCC) $(SANITIZED) -o $@ $^

CHECKS += check-compiler
check-compiler: $(addprefix $(COMPILER_TEST)/,plogen unit coverage)
	@$(PART) compiler tests/compiler/run.sh $(abspath $(COMPILER_TEST)/plogen $(COMPILER_TEST)/work \
		$(COMPILER_TEST)/unit $(COMPILER_TEST)/coverage)

# Writes the expected outputs and messages anew: read the difference before you commit it.
golden: $(BUILD)/plogen
	tests/compiler/golden.sh $(abspath $<)

.PHONY: golden
-include $(wildcard $(COMPILER_TEST)/*.d)
