"""Everything without a pointer, and what those who do not see the page are told."""

from playwright.sync_api import expect
from steps import focused, lit, title, view


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_search(page):
    press(page, "/")
    assert focused(page) == "query"
    page.keyboard.type("or")
    query = page.locator("#query")
    expect(query).to_have_attribute("aria-expanded", "true")
    expect(query).to_have_attribute("aria-activedescendant", "suggestion-0")
    press(page, "ArrowDown", "ArrowUp")
    expect(page.locator("#suggestion-0")).to_have_attribute("aria-selected", "true")
    press(page, "Enter")
    assert title(page) == "Ada Ørsted"
    assert focused(page) == "dossier-title"
    press(page, "Escape")
    expect(page.locator("#dossier")).to_be_hidden()


def test_search_is_left_by_escape(page):
    press(page, "/")
    page.keyboard.type("jo/")
    assert page.locator("#query").input_value() == "jo/"
    press(page, "Escape")
    assert page.locator("#query").input_value() == ""
    expect(page.locator("#suggestions")).to_be_hidden()


def test_focus_order(page):
    press(page, "Tab")
    assert focused(page) == "skip"
    press(page, "Tab")
    assert focused(page) == "query"
    seen = []
    for _ in range(80):
        press(page, "Tab")
        seen.append(page.evaluate("document.activeElement.closest('form, #base, .tools, .colophon')?.className.baseVal ?? document.activeElement.closest('form, #base, .tools, .colophon')?.id ?? ''"))
        if page.evaluate("document.activeElement.id") == "theme":
            break
    order = [place for index, place in enumerate(seen) if index == 0 or seen[index - 1] != place]
    assert order[0] == "filters"
    assert seen.count("base") == 1, "the drawing is one stop"


def test_focus_is_visible(page):
    press(page, "Tab", "Enter")
    assert page.evaluate("document.activeElement.matches('g.node:focus-visible')")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    for id in ["query", "nearer", "source", "from"]:
        page.focus(f"#{id}")
        press(page, "Shift+Tab", "Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", id


def test_walk_and_open(page):
    press(page, "Tab", "Enter")
    names = {focused(page)}
    for key in ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"] * 6:
        press(page, key)
        names.add(focused(page))
    assert len(names) >= 4
    name = focused(page).split(",")[0]
    assert name in " | ".join(lit(page))
    press(page, "Enter")
    assert title(page) == name
    assert focused(page) == "dossier-title"
    # On to an arrow and its quote, by Tab and Enter alone.
    for _ in range(20):
        press(page, "Tab")
        if page.evaluate("document.activeElement.matches('a.statement')"):
            break
    press(page, "Enter")
    page.wait_for_selector("#dossier .evidence")
    assert focused(page) == "dossier-title"
    press(page, "Escape")
    expect(page.locator("#dossier")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('g.node')")


def test_move_and_scale(page):
    press(page, "+")
    page.wait_for_timeout(50)
    assert view(page)["scale"] > 1.3
    press(page, "0")
    page.wait_for_timeout(50)
    assert view(page) == {"scale": 1, "x": 0, "y": 0}
    press(page, "Tab", "Enter")
    page.wait_for_timeout(50)
    before = view(page)
    press(page, "Shift+ArrowLeft")
    page.wait_for_timeout(50)
    assert view(page)["x"] - before["x"] == 80


def test_roles(page):
    node = page.get_by_role("button", name="José Núñez, Person, 3 statements")
    assert node.evaluate("(node) => node.matches('g.node')")
    assert page.locator("#base svg").get_attribute("aria-label") == "Graph: 6 entities, 6 statements (4 facts, 1 planned, 1 negated)"
    for role in ["search", "main", "complementary"]:
        expect(page.get_by_role(role).first).to_be_attached()
    unnamed = page.evaluate("""[...document.querySelectorAll("button, input, select, a")].filter((one) =>
      !(one.ariaLabel || one.textContent.trim() || one.labels?.length)).map((one) => one.outerHTML)""")
    assert unnamed == []
