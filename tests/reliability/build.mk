# The tables of docs/RELIABILITY.md, which are those of the last run of make soak.
#
# make soak-page   puts them there

CHECKS += check-reliability
check-reliability:
	@$(PART) reliability tests/reliability/check.sh docs/RELIABILITY.md $(TABLES)

soak-page:
	tests/reliability/page.sh $(SOAK) docs/RELIABILITY.md >$(SOAK)/page.md
	cp $(SOAK)/page.md docs/RELIABILITY.md $(TABLES)

.PHONY: soak-page
