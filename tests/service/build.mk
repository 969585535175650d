# The Linux example, killed, as a test.

SERVICE := $(BUILD)/tests/service

CHECKS += check-service
check-service: $(ROUTER)/router $(BUILD)/plogcat
	@mkdir -p $(SERVICE)
	@$(PART) service tests/service/run.sh $(ROUTER)/router $(BUILD)/plogcat $(ROUTER)/gen/router.json \
		$(SERVICE)/router.ring tests/service/router.expected
