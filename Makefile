# make demo: build graphgen and draw the graphs of seeds/ into output/: the curated one, and what graphgen
#            reads in the article by itself
# make test: run every test
# make browser: run only the tests of the HTML page, in Chromium
# make man: write manual pages to output/man (man -l output/man/graphgen.1)
# make bench: measure graphgen against networkx, dot, spaCy and textacy, and print tables

LIBRARIES = libgraphviz-dev libdnnl-dev libxml2-dev libsqlite3-dev libpcre2-dev pkg-config fonts-liberation2 fonts-dejavu-core tzdata
TEST_TOOLS = libxml2-utils poppler-utils graphviz sqlite3
BROWSER_TOOLS = chromium python3-venv poppler-utils
PYTHON = .build/browser/bin/python

# The C++ library that Swift's own rests on is linked in with it: loading it takes a tenth of a short answer.
STATIC_CXX = .build/static/libstdc++.a
BUILD = swift build -c release --product graphgen --static-swift-stdlib -Xlinker "-L$(CURDIR)/$(dir $(STATIC_CXX))" \
	--explicit-target-dependency-import-check error
GRAPHGEN = .build/release/graphgen
GRAPH = output/graph.jsonl
DATA = ../shared/data

.PHONY: demo test browser bench build libraries tools lint man clean

demo: build
	$(GRAPHGEN) build seeds -o $(GRAPH)
	$(GRAPHGEN) render $(GRAPH) --title "Iraq after the Soleimani strike" \
		-o output/graph.svg -o output/graph.png -o output/graph.pdf -o output/graph.html
	$(GRAPHGEN) export $(GRAPH) --format dot -o output/graph.dot
	$(GRAPHGEN) build seeds/*.txt -o output/article.jsonl
	$(GRAPHGEN) render output/article.jsonl -o output/article.svg -o output/article.png
	$(GRAPHGEN) neighbors $(GRAPH) "Qasem Soleimani"

build: libraries $(STATIC_CXX)
	$(BUILD)

$(STATIC_CXX):
	@mkdir -p $(@D)
	@archive=$$(clang -print-file-name=$(@F)) && test -f "$$archive" && ln -sf "$$archive" $@ \
		|| echo "$(@F) is not there: graphgen will load the C++ library at each start" >&2

test: libraries tools lint build
	swift build --build-tests --explicit-target-dependency-import-check error
	@scripts/test
	@$(MAKE) --no-print-directory browser

browser: build $(PYTHON)
	@scripts/install $(BROWSER_TOOLS)
	$(PYTHON) -m pytest -q --no-header -p no:cacheprovider Tests/Browser

$(PYTHON): Tests/Browser/requirements.txt
	@scripts/install $(BROWSER_TOOLS)
	python3 -m venv .build/browser
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

bench: build
	@scripts/install graphviz
	swift build -c release --package-path Benchmarks --static-swift-stdlib >&2
	Benchmarks/.build/release/Benchmarks $(GRAPHGEN) seeds Benchmarks/rivals
	swift build -c release --product language-evaluation >&2
	python3 Benchmarks/rivals/spacy_rival.py .build/release/language-evaluation $(DATA)
	python3 Benchmarks/rivals/textacy_rival.py $(GRAPHGEN) ../shared
	python3 Benchmarks/rivals/store_rivals.py $(GRAPHGEN) 100000 10
	swift build -c release --product pattern-evaluation >&2
	python3 Benchmarks/rivals/pattern_rivals.py $(GRAPHGEN) 100000 10
	swift build -c release --product shape-evaluation >&2
	python3 Benchmarks/rivals/shape_rivals.py $(GRAPHGEN) 100000 10

lint:
	swift format lint --strict -r Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

libraries:
	@scripts/install $(LIBRARIES)

tools:
	@scripts/install $(TEST_TOOLS)

man: libraries
	swift package generate-manual --multi-page --configuration debug
	mkdir -p output/man
	cp .build/plugins/GenerateManual/outputs/graphgen/*.1 output/man

clean:
	rm -rf .build Benchmarks/.build output/graph.* output/article.* output/man
