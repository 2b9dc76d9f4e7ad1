# SPDX-License-Identifier: BSD-2-Clause
"""check.py NAME PAGE PICTURES: what a reader sees of a page, in a wide and a narrow window, light and dark, on paper, and
by keyboard alone. The pictures are kept for people."""
import base64
import io
import os
import pathlib
import sys

from browser import Browser, ENTER, TAB

PAGE_JS = pathlib.Path(__file__).with_name("page.js").read_text(encoding="utf-8")
LEAST_CONTRAST = 4.5
WIDE, NARROW = (1280, 800), (360, 740)


class Check:
    def __init__(self, browser, name, page, pictures):
        self.browser, self.name, self.page, self.pictures = browser, name, page, pictures

    def ask(self, expression, *arguments):
        return self.browser.run(f"{PAGE_JS}\nreturn {expression};", *arguments)

    def verdict(self, name, wrong):
        print(f"{'not ok' if wrong else 'ok'} browser/{self.name}-{name}")
        for each in wrong[:10]:
            print(f"# {each}")

    def looks(self):
        for place, size in (("wide", WIDE), ("narrow", NARROW)):
            for light in ("light", "dark"):
                self.browser.view(*size, dark=light == "dark")
                self.browser.open(self.page)
                self.verdict(f"{place}-{light}-fits", self.ask("fits()"))
                self.verdict(f"{place}-{light}-contrast", self.ask(f"contrasts({LEAST_CONTRAST})"))
                self.verdict(f"{place}-{light}-picture", self.picture(f"{place}-{light}", light == "dark"))

    def picture(self, name, dark):
        """What the styles promise is what is painted: the paper, and the mark in the source."""
        file = os.path.join(self.pictures, f"{self.name}-{name}.png")
        self.browser.screenshot(file)
        try:
            from PIL import Image
        except ImportError:
            return []
        wrong = []
        with Image.open(file) as image:
            paper = image.convert("L").getpixel((2, image.height - 2))
        if (paper < 64) != dark or 64 <= paper < 192:
            wrong.append(f"the paper is {paper} of 255")
        mark = self.browser.run("""const mark = document.querySelector("pre.source mark");
            if (!mark) return null;
            mark.scrollIntoView({block: "center", inline: "center"});
            const box = mark.getBoundingClientRect();
            return [getComputedStyle(mark).backgroundColor, box.left, box.top, box.right, box.bottom];""")
        if mark:
            shot = self.browser.devtools("Page.captureScreenshot", format="png")["data"]
            with Image.open(io.BytesIO(base64.b64decode(shot))) as image:
                part = image.convert("RGB").crop([round(each) for each in mark[1:]])
            colour = tuple(int(each) for each in mark[0][4:-1].split(","))
            painted = sum(pixel == colour for pixel in part.getdata())
            if painted * 3 < part.width * part.height:
                wrong.append(f"the mark is {painted} of {part.width * part.height} pixels in {colour}")
        self.browser.run("window.scrollTo(0, 0)")
        return wrong

    def keys(self):
        """Tab comes by everything that can be used, in order, and it is seen where one is."""
        self.browser.view(*WIDE)
        self.browser.open(self.page)
        count, wrong = self.ask("stops().length"), []
        for at in range(min(count, 60)):
            self.browser.press(TAB)
            focus = self.ask("focus()")
            if focus["at"] != at:
                wrong.append(f"tab {at + 1} leads to {focus['name']}, number {focus['at']}")
            if not focus["ringed"] or not focus["seen"]:
                wrong.append(f"the focus on {focus['name']} cannot be seen")
        self.verdict("tab", wrong)

        self.browser.open(self.page)
        self.browser.press(TAB, ENTER)
        focus = self.ask("focus()")
        self.browser.press(TAB)
        inside = self.browser.run("return document.activeElement.closest('main') !== null")
        self.verdict("skip-link", [] if focus["id"] == "findings" and inside else [f"it leads to {focus['name']}"])

        wrong = []
        for number in range(min(3, self.browser.run("return document.querySelectorAll('summary').length"))):
            self.browser.run("document.querySelectorAll('summary')[arguments[0]].focus()", number)
            self.browser.press(ENTER)
            if not self.browser.run("return document.querySelectorAll('summary')[arguments[0]].parentElement.open", number):
                wrong.append(f"summary {number} does not open")
        self.verdict("fold", wrong)
        self.verdict("unfolded-fits", self.ask("fits()"))

    def map(self):
        """Where things overlap is drawn and named; a finding leads to its place in the map, and the map back."""
        self.browser.view(*WIDE)
        self.browser.open(self.page)
        self.verdict("map", self.ask("overlap()"))
        wrong = []
        for selector, inside in ((".place a[href^='#m']", "svg"), ("svg a[href^='#m']", ".rule")):
            self.browser.open(self.page)
            self.browser.run("document.querySelector(arguments[0]).focus()", selector)
            self.browser.press(ENTER)
            wrong += self.ask("arrived(arguments[0])", inside)
        self.verdict("map-links", wrong)

    def alone(self):
        self.browser.open(self.page)
        self.verdict("links", self.ask("links()"))
        self.verdict("alone", self.ask("fetched()") + self.browser.complaints())
        self.verdict("policy", self.ask("policy()"))

    def paper(self):
        self.browser.view(*WIDE, media="print", dark=False)
        self.browser.open(self.page)
        paper = base64.b64decode(self.browser.devtools("Page.printToPDF", printBackground=False)["data"])
        pathlib.Path(self.pictures, f"{self.name}.pdf").write_bytes(paper)
        self.verdict("paper", self.ask("fits()") + ([] if paper.startswith(b"%PDF") else ["there is no paper"]))


def main():
    name, page, pictures = sys.argv[1:]
    os.makedirs(pictures, exist_ok=True)
    with Browser() as browser:
        check = Check(browser, name, page, pictures)
        check.looks()
        check.keys()
        if browser.run("return document.querySelector('.map') !== null"):
            check.map()
        check.alone()
        check.paper()


main()
