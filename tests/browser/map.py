# SPDX-License-Identifier: BSD-2-Clause
"""map.py NAME SVG PICTURES [WORDS]...: what a reader sees of a picture of map, light and dark: words apart from each other
and legible, those that are wanted in sight, and hatching beside those that name a rule: "error: RULE". The pictures are kept for people."""
import base64
import io
import os
import pathlib
import sys

from browser import Browser

HERE = pathlib.Path(__file__)
SCRIPT = HERE.with_name("page.js").read_text(encoding="utf-8") + HERE.with_name("map.js").read_text(encoding="utf-8")
LEAST_CONTRAST = 4.5
LEAST_HATCHED = 0.1


def painted(browser, box):
    """How much of the box is not its most common colour; None where there is nothing to tell by."""
    try:
        from PIL import Image
    except ImportError:
        return None
    shot = browser.devtools("Page.captureScreenshot", format="png", captureBeyondViewport=True)["data"]
    with Image.open(io.BytesIO(base64.b64decode(shot))) as image:
        part = image.convert("RGB").crop([round(each) for each in box])
    colours = sorted((count for count, _ in part.getcolors(maxcolors=1 << 24)), reverse=True)
    return 1 - colours[0] / (part.width * part.height)


def hatching(browser, words):
    wrong = []
    for text in words:
        boxes = browser.run(f"{SCRIPT}\nreturn hatched(arguments[0]);", text)
        if not boxes:
            wrong.append(f"nothing is hatched beside {text}")
        for box in boxes:
            share = painted(browser, box)
            if share is not None and share < LEAST_HATCHED:
                wrong.append(f"beside {text} only {share:.0%} is painted")
    return wrong


def main():
    name, picture, pictures, *wanted = sys.argv[1:]
    os.makedirs(pictures, exist_ok=True)
    rules = [each for each in wanted if each.startswith(("error: ", "warning: "))]
    with Browser() as browser:
        for light in ("light", "dark"):
            browser.view(1500, 1200, dark=light == "dark")
            browser.open(picture)
            for what, question in (("inside", "inside()"), ("apart", "apart()"), ("legible", f"legible({LEAST_CONTRAST})"),
                                   ("seen", "seen(arguments[0])")):
                wrong = browser.run(f"{SCRIPT}\nreturn {question};", wanted)
                print(f"{'not ok' if wrong else 'ok'} browser/map-{name}-{light}-{what}")
                for each in wrong[:10]:
                    print(f"# {each}")
            browser.run("window.scrollTo(0, 0)")
            wrong = hatching(browser, rules)
            print(f"{'not ok' if wrong else 'ok'} browser/map-{name}-{light}-hatched")
            for each in wrong[:10]:
                print(f"# {each}")
            browser.screenshot(os.path.join(pictures, f"map-{name}-{light}.png"), whole=True)


main()
