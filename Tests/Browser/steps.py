"""What tests do and see on a page."""


def card(page, name):
    return page.locator("#base g.node", has_text=name).first


def arrow(page, words):
    return page.locator("#base g.edge", has_text=words).first


def click_arrow(page, words):
    """Clicks on the arrow's words."""
    arrow(page, words).locator("text").first.click()


def title(page):
    return page.locator("#dossier h2").inner_text()


def is_seen(part):
    settle(part.page)
    return part.evaluate("(group) => getComputedStyle(group).visibility === 'visible'")


def settle(page):
    """Waits until the drawing shows what the filters let pass."""
    page.wait_for_timeout(20)
    page.wait_for_selector("#stage[aria-busy=false]")


def seen_cards(page):
    settle(page)
    return page.evaluate(
        "[...document.querySelectorAll('#base g.node:not(.away)')].map((group) => group.id)")


def lit(page):
    return page.evaluate(
        "[...document.querySelectorAll('.light g.node, .light g.edge')].map((group) =>"
        " group.textContent.replace(/\\s+/g, ' ').trim())")


def view(page):
    """Where the drawing is and how great."""
    return page.evaluate("""(() => {
      const { a, e, f } = new DOMMatrix(getComputedStyle(document.getElementById("base")).transform);
      return { scale: a, x: e, y: f };
    })()""")


def focused(page):
    return page.evaluate("""(() => {
      const { activeElement: at } = document;
      return at.getAttribute("aria-label") || at.id || at.textContent.trim();
    })()""")


def colour(page, selector, property):
    return page.evaluate(
        "([selector, property]) => getComputedStyle(document.querySelector(selector))[property]",
        [selector, property])
