"""Light and dark, small windows, paper."""

import subprocess

import graphs
from playwright.sync_api import expect
from steps import arrow, card, click_arrow, colour

WHITE, NIGHT = "rgb(255, 255, 255)", "rgb(15, 23, 42)"
PERSON = "#base g.node.person polygon[points]"


def paper(page):
    return colour(page, "body", "backgroundColor")


def test_light_and_dark_by_setting(page):
    page.emulate_media(color_scheme="light")
    assert paper(page) == WHITE
    by_day = colour(page, PERSON, "fill")
    page.emulate_media(color_scheme="dark")
    assert paper(page) == NIGHT
    by_night = colour(page, PERSON, "fill")
    assert by_day != by_night
    assert colour(page, "#base text", "fill") != colour(page, "body", "backgroundColor")


def test_light_and_dark_by_button(page):
    page.locator("#theme").click()
    assert paper(page) == NIGHT
    page.locator("#theme").click()
    assert paper(page) == WHITE


def test_dark_drawing_follows_too(open_page, render):
    page = open_page(render("night", graphs.affair, "--theme", "dark"))
    assert paper(page) == NIGHT
    fill = colour(page, PERSON, "fill")
    page.locator("#theme").click()
    assert paper(page) == WHITE
    assert colour(page, PERSON, "fill") != fill


def test_print(page, tmp_path):
    click_arrow(page, "wrote to")
    page.mouse.wheel(0, -500)
    page.emulate_media(media="print", color_scheme="dark")
    assert paper(page) == WHITE
    for hidden in [".search", ".tools", ".time", ".close", ".actions"]:
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#dossier mark")).to_be_visible()
    assert colour(page, "#base", "transform") == "none"
    file = tmp_path / "page.pdf"
    page.pdf(path=file)
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True).stdout
    assert "no delay" in text and "Brom Stoker" in text and "The Łódź papers" in text


def test_phone(open_page, affair):
    page = open_page(affair, viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    expect(page.locator("#legend")).to_be_hidden()
    page.get_by_role("button", name="Legend and filters").tap()
    expect(page.locator("#legend")).to_be_visible()
    page.locator("#filters input").first.tap()
    expect(page.locator("#tally")).to_contain_text("of 6 statements shown")
    page.locator("#filters input").first.tap()
    page.keyboard.press("Escape")
    expect(page.locator("#legend")).to_be_hidden()
    card(page, "Brom Stoker").tap()
    box = page.locator("#dossier").bounding_box()
    assert box["width"] == 360 and box["y"] > 200
    node = card(page, "Brom Stoker").bounding_box()
    assert node["y"] + node["height"] <= box["y"] + 1, "the card is not under the dossier"


def test_without_script(browser, affair):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(affair.as_uri())
    expect(page.locator(".noscript")).to_be_visible()
    expect(arrow(page, "wrote to")).to_be_visible()
    context.close()


def test_one_card_and_none(open_page, render):
    lone = open_page(render("lone", lambda: graphs.Graph().entity("Ada")))
    card(lone, "Ada").click()
    expect(lone.locator("#dossier h2")).to_have_text("Ada")
    empty = open_page(render("empty", graphs.Graph))
    expect(empty.locator("#nothing")).to_have_text("Nothing to draw.")
