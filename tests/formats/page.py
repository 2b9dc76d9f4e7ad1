# SPDX-License-Identifier: BSD-2-Clause
"""page.py FILE...: says what is wrong with pages of --format html, by their markup alone."""
import html.parser
import sys

VOID = {"meta", "br", "wbr", "link", "img", "hr", "input"}
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "nav", "main", "footer", "section", "div", "h1", "h2",
    "h3", "p", "span", "code", "pre", "mark", "dl", "dt", "dd", "ul", "ol", "li", "details", "summary", "table", "thead",
    "tbody", "tr", "th", "td", "br", "figure", "figcaption",
    "svg", "g", "rect", "path", "line", "text", "tspan", "desc", "defs", "pattern", "polyline", "polygon", "circle", "use",
}
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "tabindex", "scope", "colspan", "role",
    "aria-label", "aria-labelledby", "aria-describedby",
}
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.headings, self.wrong = [], [], [], [], []
        self.landmarks, self.policy, self.style, self.title = [], None, "", ""

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        drawn = "svg" in self.open or tag == "svg"
        if tag not in ALLOWED:
            self.wrong.append(f"<{tag}> is not expected")
        if len(values) != len(attrs):
            self.wrong.append(f"<{tag}> has an attribute twice")
        for name, value in attrs:
            if name.startswith("on") or (not drawn and name not in ATTRIBUTES):
                self.wrong.append(f"<{tag} {name}> is not expected")
            if drawn and any(word in (value or "") for word in ("url(http", "javascript:", "data:")):
                self.wrong.append(f"<{tag} {name}> is not the page's own")
        if "id" in values:
            self.ids.append(values["id"])
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if tag in ("header", "main", "footer"):
            self.landmarks.append(tag)
        if tag == "a":
            self.links.append(values.get("href", ""))
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]
        for name in ("aria-labelledby", "aria-describedby"):
            if name in values:
                self.links += ["#" + each for each in values[name].split()]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes <{self.open[-1] if self.open else ''}> at {self.getpos()}")
        else:
            self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.style += data
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title += data

    def handle_comment(self, data):
        self.wrong.append(f"a comment: {data[:40]}")

    def verdict(self):
        wrong = self.wrong[:]
        wrong += [f"<{tag}> is not closed" for tag in self.open]
        wrong += [f"id {each} is there twice" for each in set(self.ids) if self.ids.count(each) > 1]
        wrong += [f"{each} leads nowhere" for each in set(self.links) if each[:1] != "#" or each[1:] not in set(self.ids)]
        if self.headings.count(1) != 1 or self.headings[:1] != [1]:
            wrong.append("there is not one h1, at the beginning")
        wrong += [f"h{b} follows h{a}" for a, b in zip(self.headings, self.headings[1:]) if b > a + 1]
        if sorted(self.landmarks).count("main") != 1 or "header" not in self.landmarks:
            wrong.append(f"landmarks are {self.landmarks}")
        if self.policy != POLICY:
            wrong.append(f"the policy is {self.policy}")
        wrong += [f"the style has {each}" for each in ("url(http", "@import", "expression") if each in self.style]
        if not self.title.startswith("fdtrestrict "):
            wrong.append(f"the title is {self.title}")
        return wrong


for name in sys.argv[1:]:
    page = Page()
    with open(name, encoding="utf-8", newline="") as file:
        text = file.read()
    page.feed(text)
    page.close()
    for each in page.verdict():
        print(f"{name}: {each}")
    if not text.startswith("<!DOCTYPE html>\n"):
        print(f"{name}: it does not begin with the doctype")
    try:
        import html5lib
        parser = html5lib.HTMLParser()
        parser.parse(text)
        for position, code, values in parser.errors:
            print(f"{name}: {position}: {code} {values}")
    except ImportError:
        pass
