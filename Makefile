# lilab: two commands do everything. `make lab` plays every scenario, `make test` proves the lab right.

GO      ?= go
OUT     ?= out
FUZZTIME ?= 5s
BENCH   ?= .

.DEFAULT_GOAL := help

.PHONY: help
help: ## show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: lab
lab: build ## build, play every shipped scenario, print the verdict table, write out/
	./bin/lilab run --out $(OUT)

.PHONY: build
build: ## build bin/lilab (Go suffices, no cgo)
	CGO_ENABLED=0 $(GO) build -o bin/lilab ./cmd/lilab

.PHONY: test
test: judges vet race fuzz ## everything CI checks: vet, tests with -race and the judges, a short fuzz run

.PHONY: judges
judges: ## install what the tests need and this machine lacks (tshark, asn1ct, xmllint, qemu, gcc)
	.ci/judges

.PHONY: vet
vet: ## gofmt and go vet
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "not gofmt'ed:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...

.PHONY: race
race: ## all tests with the race detector
	$(GO) test -race -timeout 45m ./...

.PHONY: short
short: ## all tests without the race detector, for the edit loop
	$(GO) test ./...

.PHONY: fuzz
fuzz: ## every fuzz target for FUZZTIME (default 5s) each
	FUZZTIME=$(FUZZTIME) GO=$(GO) .ci/fuzz

.PHONY: bench
bench: ## the benchmarks beside the code; figures are ratios where there is something to compare with
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem ./...

.PHONY: soak
soak: ## hours in minutes: a million PDUs with 50 kills, ten million with flat memory
	LILAB_SOAK=1 $(GO) test -run 'TestKill|TestSoak' -v -timeout 60m ./x2x3

.PHONY: schema
schema: ## write scenarios/schema.json from the Go types
	$(GO) test ./scenarios -run TestSchemaIsFresh -update

.PHONY: lint
lint: ## golangci-lint with .golangci.yml (needs golangci-lint v2)
	golangci-lint run

.PHONY: clean
clean: ## remove bin/ and out/
	rm -rf bin $(OUT)
