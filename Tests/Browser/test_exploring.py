"""Pointing, clicking, searching, filtering."""

import re
import urllib.parse

from playwright.sync_api import expect
from steps import arrow, card, click_arrow, is_seen, lit, seen_cards, title, view


def test_head(page):
    assert page.title() == "Graph"
    expect(page.locator("h1")).to_have_text("Graph")
    expect(page.locator("#counts")).to_contain_text("6 entities, 6 statements")
    expect(page.locator("#tally")).to_have_text("All 6 statements shown")


def test_click_opens_dossier(page):
    card(page, "José Núñez").click()
    dossier = page.locator("#dossier")
    assert title(page) == "José Núñez"
    expect(dossier.locator(".kicker")).to_contain_text("Person")
    expect(dossier.locator(".aliases")).to_have_text("Also Núñez, Pepe")
    expect(dossier.locator("dl")).to_have_text(re.compile("role\\s*clerk\\s*wikidata\\s*Q42"))
    assert dossier.locator("dl a").get_attribute("href") == "https://www.wikidata.org/wiki/Q42"
    expect(dossier.locator("h3")).to_have_text(["From here 1", "To here 2"])
    expect(dossier.locator(".statements").first).to_contain_text("wrote to Łódź office")
    expect(dossier.locator(".statements").last).to_contain_text("Łódź office accused")
    expect(dossier.locator(".statements").last).to_contain_text("Ada Ørsted ✗ not funded")
    assert page.url.endswith("#entity=person%2Fq42")


def test_dossier_leads_on(page):
    card(page, "José Núñez").click()
    page.locator("#dossier .statements a").first.click()
    assert title(page).split() == "José Núñez wrote to Łódź office".split()
    page.locator("#dossier h2 a", has_text="Łódź").click()
    assert title(page) == "Łódź office"
    page.go_back()
    page.wait_for_function("document.getElementById('dossier-title').textContent.includes('wrote')")
    page.locator(".close").click()
    expect(page.locator("#dossier")).to_be_hidden()


def test_quote_in_its_document(page):
    click_arrow(page, "wrote to")
    text = page.locator("#dossier .text")
    assert text.inner_text().startswith("Paragraph 0 of the report")
    quote = text.locator("mark")
    expect(quote).to_have_text("José Núñez wrote to the Łódź office — “no delay” — in anger")
    parts = quote.locator(".part").evaluate_all(
        "(parts) => parts.map((part) => [part.title, part.textContent])")
    assert parts == [
        ["subject", "José Núñez"], ["trigger", "wrote to"], ["object", "the Łódź office"]]
    page.wait_for_function("document.querySelector('.text').scrollTop > 0")
    inside = page.evaluate("""(() => {
      const text = document.querySelector(".text").getBoundingClientRect();
      const quote = document.querySelector(".text mark").getBoundingClientRect();
      return text.top <= quote.top && quote.bottom <= text.bottom;
    })()""")
    assert inside
    expect(page.locator(".source")).to_contain_text("The Łódź papers, The Courier, 6 Mar 2021")
    assert page.locator(".source a").get_attribute("href") == "https://courier.example/papers?a=1&b=2"
    page.get_by_role("button", name="Show the quote only").click()
    expect(page.locator("#dossier blockquote")).to_have_text(
        "“José Núñez wrote to the Łódź office — “no delay” — in anger”")


def test_source_without_text(page):
    click_arrow(page, "located in")
    expect(page.locator(".source")).to_contain_text("table.csv")
    expect(page.locator(".source")).to_contain_text("line 7")
    assert page.get_by_role("button", name="Read in the document").count() == 0


def test_what_is_negated_and_claimed_is_said(page):
    click_arrow(page, "not funded")
    assert title(page).split() == "Ada Ørsted ✗ not funded José Núñez".split()
    expect(page.locator("#dossier .remarks")).to_have_text("5 Mar 2021 · says Ada Ørsted")


def test_hover_lights_surroundings(page):
    card(page, "Brom Stoker").hover()
    page.wait_for_selector("#stage.lit")
    shown = " | ".join(lit(page))
    assert "Brom Stoker" in shown and "Ada Ørsted" in shown and "met with" in shown
    assert "José" not in shown and "Lublin" not in shown
    page.mouse.move(2, 2)
    page.wait_for_selector("#stage:not(.lit)")
    assert lit(page) == []


def test_search_folds_accents_and_case(page):
    for typed, found in [
        ("jose NUN", "José Núñez"), ("lodz", "Łódź office"), ("orsted", "Ada Ørsted"),
        ("ØRST", "Ada Ørsted"), ("pepe", "José Núñez also Pepe"), ("stoker", "Brom Stoker"),
    ]:
        page.fill("#query", typed)
        first = page.locator("#suggestions [role=option]").first
        expect(first.locator(".name")).to_have_text(found)
    page.fill("#query", "nobody")
    expect(page.locator("#suggestions")).to_have_text("No such name here")
    page.fill("#query", "lublin")
    expect(page.locator("#suggestions [role=option]")).to_have_count(2)
    page.locator("#suggestions [role=option]").nth(1).click()
    assert title(page) in ("Lublin", "Lublin fire")
    expect(page.locator("#suggestions")).to_be_hidden()


def filter_row(page, name):
    return page.locator("#filters .choice", has=page.locator(f".name:text-is('{name}')"))


def test_filter_by_type(page):
    filter_row(page, "Organization").locator("input").uncheck()
    expect(page.locator("#tally")).to_have_text("3 of 6 statements shown")
    assert not is_seen(card(page, "Łódź office"))
    assert not is_seen(arrow(page, "accused"))
    assert is_seen(card(page, "Ada Ørsted"))
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#tally")).to_have_text("All 6 statements shown")
    assert is_seen(card(page, "Łódź office"))


def test_filter_by_family_mode_and_polarity(page):
    row = filter_row(page, "place")
    row.hover()
    row.get_by_role("button").click()
    expect(page.locator("#tally")).to_have_text("1 of 6 statements shown")
    assert len(seen_cards(page)) == 2
    page.get_by_role("button", name="Show all").click()
    filter_row(page, "planned").locator("input").uncheck()
    expect(page.locator("#tally")).to_have_text("5 of 6 statements shown")
    assert not is_seen(card(page, "Brom Stoker"))
    filter_row(page, "✗ it is not so").locator("input").uncheck()
    expect(page.locator("#tally")).to_have_text("4 of 6 statements shown")
    assert not is_seen(arrow(page, "funded"))


def test_filter_by_document(page):
    page.select_option("#source", label="A letter, 1 Apr 2021")
    expect(page.locator("#tally")).to_have_text("2 of 6 statements shown")
    assert not is_seen(arrow(page, "wrote to"))
    assert is_seen(arrow(page, "leads"))


def test_filters_reach_the_dossier(page):
    card(page, "José Núñez").click()
    filter_row(page, "✗ it is not so").locator("input").uncheck()
    expect(page.locator("#dossier")).to_contain_text("1 statement hidden by the filters.")
    expect(page.locator("#dossier h3")).to_have_text(["From here 1", "To here 1"])


def test_time_slider(page):
    expect(page.locator(".time output")).to_have_text("1 Jan 2019 – 30 Jun 2021")
    page.locator("#from").fill(str(18687))  # 1 March 2021
    expect(page.locator(".time output")).to_have_text("1 Mar 2021 – 30 Jun 2021")
    expect(page.locator("#tally")).to_have_text("5 of 6 statements shown")
    page.locator("#undated").uncheck()
    expect(page.locator("#tally")).to_have_text("4 of 6 statements shown")
    page.locator("#until").fill(str(18690))  # 4 March
    expect(page.locator("#tally")).to_have_text("1 of 6 statements shown")
    assert is_seen(arrow(page, "wrote to")) and not is_seen(arrow(page, "accused"))
    page.locator("#until").fill(str(18600))
    assert page.locator("#from").input_value() == "18600"
    expect(page.locator("#nothing")).to_be_visible()


def test_time_slider_by_key(page):
    page.focus("#until")
    before = page.locator(".time output").inner_text()
    page.keyboard.press("ArrowLeft")
    assert page.locator(".time output").inner_text() != before
    assert page.locator("#until").get_attribute("aria-valuetext") == "29 Jun 2021"


def test_deep_links(open_page, affair):
    page = open_page(affair, "#entity=" + urllib.parse.quote("person/ada-ørsted"))
    assert title(page) == "Ada Ørsted"
    assert "Ada Ørsted" in " | ".join(lit(page))
    click_arrow(page, "met with")
    address = page.url
    assert "#arrow=statement-" in address
    again = open_page(affair, address[address.index("#"):])
    assert title(again).split() == "Ada Ørsted met with Brom Stoker".split()
    stray = open_page(affair, "#entity=person%2Fnobody%E0%A4%A")
    expect(stray.locator("#dossier")).to_be_hidden()


def test_wheel_and_drag(page):
    box = page.locator("#stage").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(50)
    near = view(page)
    assert near["scale"] > 1.3
    page.mouse.down()
    page.mouse.move(x + 30, y + 10)
    page.mouse.move(x + 90, y + 40)
    page.mouse.up()
    page.wait_for_timeout(50)
    moved = view(page)
    assert (round(moved["x"] - near["x"]), round(moved["y"] - near["y"])) == (90, 40)
    expect(page.locator("#dossier")).to_be_hidden()
    page.get_by_role("button", name="All of it").click()
    page.wait_for_timeout(50)
    assert view(page) == {"scale": 1, "x": 0, "y": 0}


def test_pinch(open_page, affair):
    page = open_page(affair, has_touch=True, is_mobile=True, viewport={"width": 400, "height": 800})
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        session.send("Input.dispatchTouchEvent", {
            "type": kind, "touchPoints": [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]})

    touch("touchStart", (180, 500), (220, 500))
    for step in range(1, 9):
        touch("touchMove", (180 - 10 * step, 500), (220 + 10 * step, 500))
    touch("touchEnd")
    page.wait_for_timeout(50)
    assert view(page)["scale"] > 2


def test_copy_as_citation(page):
    click_arrow(page, "wrote to")
    page.get_by_role("button", name="Copy as citation").click()
    expect(page.locator("#announcement")).to_have_text("Citation copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    first, second = copied.split("\n")
    assert first == "“José Núñez wrote to the Łódź office — “no delay” — in anger”"
    assert re.fullmatch(
        r"The Łódź papers\. The Courier\. 2021-03-06\. https://courier\.example/papers\?a=1&b=2\. "
        r"report\.txt, bytes \d+–\d+\.", second)


def test_copy_without_clipboard(page):
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error('refused')); }")
    click_arrow(page, "leads")
    page.get_by_role("button", name="Copy as citation").click()
    expect(page.locator("#announcement")).to_have_text("Citation copied.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("“Ada Ørsted leads the office”\nA letter.")
