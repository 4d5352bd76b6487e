"""Pictures as files of their own: whether text fits, and what a screen reader is told."""

import subprocess

import graphs
import pytest
from conftest import GRAPHGEN

#: Texts that reach out of the card that they are in, or out of the picture; by half a point at most they may.
OUTSIDE = """() => {
  const reaches = (inner, outer, slack) =>
    inner.left < outer.left - slack || inner.right > outer.right + slack
    || inner.top < outer.top - slack || inner.bottom > outer.bottom + slack;
  const outside = [];
  const whole = document.documentElement.getBoundingClientRect();
  for (const text of document.querySelectorAll("text")) {
    if (reaches(text.getBoundingClientRect(), whole, 0.5)) outside.push(text.textContent);
  }
  for (const card of document.querySelectorAll("g.node")) {
    const frames = [...card.querySelectorAll("polygon")].map((part) => part.getBoundingClientRect());
    const frame = frames.reduce((a, b) => (a.width * a.height > b.width * b.height ? a : b));
    for (const text of card.querySelectorAll("text")) {
      if (reaches(text.getBoundingClientRect(), frame, 0.5)) outside.push(text.textContent);
    }
  }
  return outside;
}"""

#: Texts of the table that run into the text to the right of them.
COLLISIONS = """() => {
  const texts = [...document.querySelectorAll("#footer text")];
  const boxes = texts.map((text) => text.getBoundingClientRect());
  return texts.filter((text, number) => boxes.some((box, other) =>
    other !== number && box.left > boxes[number].left + 1 && box.left < boxes[number].right - 0.5
    && Math.abs(box.bottom - boxes[number].bottom) < 2)).map((text) => text.textContent);
}"""


def long_names():
    graph = graphs.Graph()
    names = [
        "Wilhelmina Weatherington-Wolstenholme MMMMMMMM WWWWWWWW", "Ministry of the Interior of Iraq",
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "Łódź–Ærø Überstraßenbahngesellschaft", "محمد بن سلمان آل سعود",
        "Ὀδυσσεύς Λαερτιάδης", "Ли́за Ивановна Достоевская", "i" * 60,
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    ]
    text = " ".join(f"{name} told {names[0]} something that is worth a line or two." for name in names)
    graph.document("d", text, title="A title that is so long that it takes more than one line " * 3, date="2020")
    for number, name in enumerate(names):
        graph.entity(name, properties={"role": "Deputy Assistant Secretary of the Ministry of WWWWWWWW"})
        graph.statement(
            name, "told", names[number - 1], time="2020-01-03", mode="claimed",
            attributedTo=names[number - 2],
            evidence=[graph.quote("d", f"{name} told {names[0]} something that is worth a line or two")])
    return graph


@pytest.fixture(scope="session")
def draw(folder, browser):
    """Draws a graph as SVG and opens that."""

    def draw(name, graph, *options):
        picture = folder / f"{name}.svg"
        source = graph.write(folder / f"{name}.jsonl")
        run = subprocess.run(
            [GRAPHGEN, "render", source, "--quiet", "-o", picture, *options],
            capture_output=True, text=True, timeout=120)
        assert run.returncode == 0, run.stderr
        page = browser.new_page()
        page.goto(picture.as_uri())
        return page

    return draw


@pytest.mark.parametrize("graph", [graphs.affair, long_names, graphs.hostile])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_fits(draw, graph, theme):
    page = draw(f"{graph.__name__}-{theme}", graph(), "--sources", "--theme", theme)
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(COLLISIONS) == []
    page.close()


def spoken(page):
    """What a screen reader is told: role, name, description."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]

    def value(node, key):
        return node.get(key, {}).get("value", "")

    return [(value(node, "role"), value(node, "name"), value(node, "description"))
            for node in tree if not node.get("ignored")]


def test_a_screen_reader_is_told_sentences(draw):
    page = draw("spoken", graphs.affair(), "--sources")
    said = spoken(page)
    page.close()
    roles = {role for role, _, _ in said}
    assert roles == {"RootWebArea", "graphics-document", "graphics-symbol"}
    assert [(name, description) for role, name, description in said if role == "graphics-document"] == [(
        "Graph",
        "6 entities, 6 statements (4 facts, 1 planned, 1 negated) from 2 documents and 1 other source: A letter "
        "(1 Apr 2021); The Łódź papers (6 Mar 2021); table.csv. Arrows come first, then cards.",
    )]
    names = {name for role, name, _ in said if role == "graphics-symbol"}
    assert names == {
        "José Núñez, person", "Łódź office, organization", "Ada Ørsted, person", "Brom Stoker, person",
        "Lublin fire, event", "Lublin, place", "José Núñez wrote to Łódź office, 3 Mar 2021",
        "Łódź office accused José Núñez, 5 Mar 2021",
        "Not so: Ada Ørsted funded José Núñez, claimed by Ada Ørsted, 5 Mar 2021",
        "Ada Ørsted met with Brom Stoker, planned, Jun 2021", "Ada Ørsted leads Łódź office",
        "Lublin fire located in Lublin, 2019",
    }
    descriptions = [description for _, name, description in said if name == "Ada Ørsted leads Łódź office"]
    assert descriptions == ["Number 3. “Ada Ørsted leads the office”, A letter, 1 Apr 2021."]


def test_no_script_runs_in_a_picture(draw):
    page = draw("attacked", graphs.hostile(), "--sources")
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('script, iframe, image, foreignObject, style').length") == 0
    assert page.evaluate(
        "[...document.querySelectorAll('*')].flatMap((part) => [...part.attributes])"
        ".filter((attribute) => attribute.name.startsWith('on')).length") == 0
    page.close()
