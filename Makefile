# Starts a new integration: make generate_from_template INTEGRATION=MyService [STYLE=hooks|class|config-json]
OVA ?= $(if $(wildcard .venv/bin/ova),.venv/bin/ova,ova)
INTO ?= integrations
STYLE ?= hooks

.PHONY: generate_from_template
generate_from_template:
	@$(OVA) integration new "$(INTEGRATION)" --style "$(STYLE)" --into "$(INTO)"
