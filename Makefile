# Each target can be run again: it does what is left to do, says what it is doing, and fails with one sentence.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run demo test bench build outils paquets programme schema
MAKEFLAGS += --no-print-directory

# Where Swift builds. CI gives a folder outside the clone.
export TROUSSE_BUILD ?= .build
SWIFT_FLAGS := --scratch-path $(TROUSSE_BUILD) --explicit-target-dependency-import-check error
# `make run` builds in debug, twice as fast to make; once `make build` was asked for, it keeps to release.
CONFIGURATION ?= $(if $(wildcard .build/trousse),release,debug)
PROGRAMME = $(TROUSSE_BUILD)/$(CONFIGURATION)/trousse

HOTE ?= 127.0.0.1
PORT ?= 8080
COMMUNE ?= 03036
SORTIE ?= .trousse/demo/$(COMMUNE)

help: ## Montrer ces cibles.
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

run: programme outils ## Installer, construire, importer et servir sur http://127.0.0.1:8080, avec des comptes de démonstration.
	@$(PROGRAMME) database migrate
	@$(PROGRAMME) import communes >/dev/null
	@$(PROGRAMME) import catalogue >/dev/null
	@exec $(PROGRAMME) serve --host $(HOTE) --port $(PORT) --demonstration

demo: programme outils ## Mener une commande de bout en bout, sans navigateur (COMMUNE=03036).
	@$(PROGRAMME) demo --commune $(COMMUNE) --sortie $(SORTIE)

test: ## Lancer tous les tests.
	@.ci/paquets test
	@$(MAKE) outils
	@.ci/test

bench: build outils ## Mesurer à côté de pgbench (QUOI="catalogue liste plan livre documents").
	@swift build --configuration release --product mesures $(SWIFT_FLAGS) >&2 || { echo "La construction a échoué : voyez l’erreur ci-dessus." >&2; exit 1; }
	@.ci/bench $(TROUSSE_BUILD)/release $(QUOI)

build: paquets ## Construire le programme en release et le lier à .build/trousse.
	@$(MAKE) programme CONFIGURATION=release
	@mkdir -p .build
	@ln -sfn "$$(realpath $(TROUSSE_BUILD)/release/trousse)" .build/trousse
	@echo "Le programme est prêt : .build/trousse"

outils: paquets ## Installer l’outil d’édition des documents (Typst) dans .trousse/python.
	@.ci/outils .trousse/python Sources/Documents/Modeles/requirements.txt

schema: programme ## Réécrire SQL/schema.sql depuis les migrations.
	@server=$$(.ci/postgres start); trap '.ci/postgres stop "$$server"' EXIT; \
		DATABASE_URL="$$server" $(PROGRAMME) database migrate 2>/dev/null; .ci/schema write "$$server"

paquets:
	@.ci/paquets run

programme: paquets
	@command -v swift >/dev/null || { echo "Swift 6.2 ou plus récent est introuvable. Installez-le : https://www.swift.org/install" >&2; exit 1; }
	@echo "Construction ($(CONFIGURATION)) ; la première prend quelques minutes."
	@swift build --configuration $(CONFIGURATION) --product trousse $(SWIFT_FLAGS) >&2 || \
		{ echo "La construction a échoué : voyez l’erreur ci-dessus." >&2; exit 1; }
