"""Pages made by the real program, opened in Debian's Chromium."""

import os
import pathlib
import subprocess

import graphs
import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
GRAPHGEN = pathlib.Path(os.environ.get("GRAPHGEN", ROOT / ".build/release/graphgen")).resolve()

#: Notes what a page must not do.
WATCH = """
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def render(folder):
    """Draws a graph as a page, once for the same name."""

    def render(name, graph, *options):
        page = folder / f"{name}.html"
        if not page.exists():
            source = graph().write(folder / f"{name}.jsonl")
            run = subprocess.run(
                [GRAPHGEN, "render", source, "--quiet", "-o", page, *options],
                capture_output=True, text=True, timeout=120)
            assert run.returncode == 0, run.stderr
        return page

    return render


@pytest.fixture(scope="session")
def affair(render):
    return render("affair", graphs.affair)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser):
    """Opens a file; at the end of the test nothing may have left the page, run or been refused."""
    contexts, complaints = [], []

    def open_page(path, fragment="", **options):
        options = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | options
        context = browser.new_context(**options)
        contexts.append(context)
        context.add_init_script(WATCH)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.set_default_timeout(5000)
        page.set_default_navigation_timeout(60_000)

        def note_request(request):
            if not request.url.startswith(("file:", "data:,")):
                complaints.append(f"asked for {request.url}")

        def note_dialog(dialog):
            complaints.append(f"dialog {dialog.message}")
            dialog.dismiss()

        page.on("request", note_request)
        page.on("dialog", note_dialog)
        page.on("pageerror", lambda error: complaints.append(f"error {error}"))
        page.on("console", lambda message: complaints.append(f"{message.type} {message.text}")
                if message.type in ("error", "warning") else None)
        page.on("popup", lambda popup: complaints.append(f"opened {popup.url}"))
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("html.ready", timeout=60_000)
        return page

    yield open_page
    for context in contexts:
        for page in context.pages:
            if page.url.startswith("file:"):
                complaints += page.evaluate("window.violations")
                if page.evaluate("window.hacked") is not None:
                    complaints.append("a script from data has run")
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page, affair):
    return open_page(affair)
