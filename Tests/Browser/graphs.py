"""Graphs for the tests, as JSON Lines."""

import json


class Graph:
    """Documents and statements, put together by the words of a text."""

    def __init__(self):
        self.lines = []
        self.texts = {}

    def document(self, id, text, **facts):
        self.texts[id] = text
        self.lines.append({"document": {"id": id, "text": text, **facts}})
        return self

    def entity(self, name, type="Person", **facts):
        self.lines.append({"entity": {"name": name, "type": type, **facts}})
        return self

    def statement(self, subject, relation, object, evidence=(), **qualifiers):
        def end(value):
            name, type = value if isinstance(value, tuple) else (value, "Person")
            return {"name": name, "type": type}

        self.lines.append({
            "subject": end(subject), "relation": relation, "object": end(object),
            "evidence": list(evidence), **qualifiers,
        })
        return self

    def quote(self, document, words, **parts):
        """Evidence at the place of those words; parts are words within them."""
        text = self.texts[document]
        start = len(text[: text.index(words)].encode())
        piece = {
            "document": document, "start": start, "end": start + len(words.encode()),
            "quote": words,
        }
        for part, part_words in parts.items():
            begin = start + len(words[: words.index(part_words)].encode())
            piece[part] = {"start": begin, "end": begin + len(part_words.encode())}
        return piece

    def write(self, path):
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in self.lines))
        return path


def affair():
    """A small story with everything that a page shows."""
    graph = Graph()
    filler = "\n\n".join(
        f"Paragraph {number} of the report says nothing that matters here, at some length, so that "
        "what matters stands far below." for number in range(40))
    graph.document(
        "report.txt",
        filler + "\n\nOn 3 March, José Núñez wrote to the Łódź office — “no delay” — in anger.\n\n"
        "Two days later the Łódź office accused Núñez. Its speaker, Ada Ørsted, denied that "
        "it funded him.\n\n" + filler,
        title="The Łódź papers", date="2021-03-06", outlet="The Courier",
        url="https://courier.example/papers?a=1&b=2")
    graph.document(
        "letter.txt", "Ada Ørsted is to meet Brom Stoker in June. Ada Ørsted leads the office.",
        title="A letter", date="2021-04-01")
    office = ("Łódź office", "Organization")
    graph.entity("José Núñez", aliases=["Núñez", "Pepe"], properties={"role": "clerk"},
                 identifiers={"wikidata": "Q42"})
    graph.statement(
        "José Núñez", "wrote-to", office,
        [graph.quote("report.txt", "José Núñez wrote to the Łódź office — “no delay” — in anger",
                     subject="José Núñez", trigger="wrote to", object="the Łódź office")],
        time="2021-03-03", confidence=0.93)
    graph.statement(
        office, "accused", "José Núñez",
        [graph.quote("report.txt", "the Łódź office accused Núñez")], time="2021-03-05")
    graph.statement(
        "Ada Ørsted", "funded", "José Núñez",
        [graph.quote("report.txt", "denied that it funded him")], polarity="negated",
        mode="claimed", attributedTo="Ada Ørsted", time="2021-03-05")
    graph.statement(
        "Ada Ørsted", "met-with", "Brom Stoker",
        [graph.quote("letter.txt", "Ada Ørsted is to meet Brom Stoker in June")], mode="planned",
        time="2021-06")
    graph.statement(
        "Ada Ørsted", "leads", office, [graph.quote("letter.txt", "Ada Ørsted leads the office")])
    graph.statement(
        ("Lublin fire", "Event"), "located-in", ("Lublin", "Place"),
        [{"document": "table.csv", "line": 7, "quote": ""}], time="2019")
    return graph


SCRIPT = "window.hacked=1;alert(1)"

#: What has turned text into a running script somewhere.
ATTACKS = [
    f"<script>{SCRIPT}</script>",
    f"</script><script>{SCRIPT}</script>",
    f"</SCRIPT\t><img src=x onerror={SCRIPT}>",
    f"<!--<script>{SCRIPT}//-->",
    f"--><script>{SCRIPT}</script><!--",
    f"]]><script>{SCRIPT}</script>",
    f"<img src=x onerror=\"{SCRIPT}\">",
    f"<svg onload={SCRIPT}>",
    f"</svg><svg/onload={SCRIPT}>",
    f"</text></svg><iframe srcdoc=\"<script>{SCRIPT}</script>\">",
    f"</title><script>{SCRIPT}</script>",
    f"</style><script>{SCRIPT}</script>",
    f"\" onmouseover=\"{SCRIPT}\" x=\"",
    f"' onfocus='{SCRIPT}' autofocus='",
    f"`-{SCRIPT}-`",
    "${alert(1)} {{program}} {{data}} {{constructor.constructor('alert(1)')()}}",
    f"javascript:{SCRIPT}",
    f"JaVaScRiPt:{SCRIPT}//https://",
    f" \x01javascript:{SCRIPT}",
    f"java\nscript:{SCRIPT}",
    f"data:text/html,<script>{SCRIPT}</script>",
    f"vbscript:{SCRIPT}",
    f"https://example.org/\"onclick=\"{SCRIPT}",
    "\\\"};alert(1);//",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
    "\u2028alert(1)\u2029//",
    "\u202ecod.exe\u202c \u2066isolated\u2069 \u200f",
    "a\x01\x07\x1b[31mb\x7f\x9f\ufeff\ufffe",
    "__proto__", "constructor", "toString", "graph-data", "query", "dossier",
    f"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={SCRIPT}&gt;\">",
    f"<noscript><p title=\"</noscript><img src=x onerror={SCRIPT}>\">",
    f"<a href=\"javascript:{SCRIPT}\">x</a>",
    f"<base href=\"//evil.example/\"><link rel=stylesheet href=//evil.example/x.css>",
    f"<meta http-equiv=refresh content=\"0;url=javascript:{SCRIPT}\">",
    f"<object data=\"javascript:{SCRIPT}\"></object><embed src=\"javascript:{SCRIPT}\">",
    f"<form action=\"javascript:{SCRIPT}\"><input type=submit autofocus onfocus={SCRIPT}>",
    f"<details open ontoggle={SCRIPT}><marquee onstart={SCRIPT}>",
    "<style>@import '//evil.example/x.css';*{background:url(//evil.example/y)}</style>",
    "\\N\\G\\E\\T <TABLE><TR><TD>x</TD></TR></TABLE>",
]


def hostile():
    """Every attack in every place where a document can put text."""
    graph = Graph()
    for number, attack in enumerate(ATTACKS):
        id = f"{number} {attack}"
        text = f"Before. {attack} struck {attack} again. After."
        graph.document(id, text, title=attack, outlet=attack, author=attack, url=attack, date="2020")
        graph.entity(attack, aliases=[f"{attack} {number}"], id=f"person/{number}-{attack}",
                     properties={attack: attack, "role": attack}, identifiers={"wikidata": attack})
        graph.lines.append({
            "subject": {"id": f"person/{number}-{attack}", "name": attack, "type": "Person"},
            "relation": "attacked",
            "object": {"name": f"{attack} {number + 1}", "type": "Place"},
            "attributedTo": attack, "mode": "claimed", "place": attack, "note": attack,
            "evidence": [graph.quote(id, f"{attack} struck {attack}") | {"extractor": attack}],
        })
    return graph


def crowd(cards=2000):
    """Many cards, each with an arrow to an earlier one or two, of eight families in turn."""
    relations = ["told", "commands", "part-of", "met-with", "attacked", "helped", "charged", "visited"]
    graph = Graph()
    for number in range(1, cards):
        for step in (1, 2) if number % 2 else (1,):
            graph.statement(
                f"Person {number}", relations[number // 2 % 8], f"Person {number * step // 3}",
                [{"document": "crowd.csv", "line": number, "quote": f"{number} told it"}],
                time=f"20{number % 20:02}-01-0{1 + number % 9}")
    return graph
