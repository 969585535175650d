# make check: every part of the tests, then one line with their sum.
#
# A part NAME lives in tests/NAME/ with a build.mk that says
#     CHECKS += check-NAME
#     check-NAME: what the test needs
#     	$(PART) NAME COMMAND...
# where COMMAND prints "N passed, N failed" as its last such line and fails if a test does. What it prints goes
# to build/check/NAME.log.

CHECK_LOGS := $(BUILD)/check
PART       := tests/part.sh $(CHECK_LOGS)
CHECKS     :=
SOAKS      :=

include $(wildcard tests/*/build.mk)
include tests/soak.mk

# Both cores, unless the caller said how many.
check: $(BUILD)/.packages
	@rm -rf $(CHECK_LOGS)
	+@status=0; \
	$(MAKE) --no-print-directory -k $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc)) $(CHECKS) || status=$$?; \
	tests/total.sh $(CHECK_LOGS) $$status $(CHECKS)

.PHONY: $(CHECKS)
