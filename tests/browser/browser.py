# SPDX-License-Identifier: BSD-2-Clause
"""Debian's chromium without a screen, driven through chromedriver with nothing but the standard library.

    with Browser() as browser:
        browser.view(1280, 800, dark=True)
        browser.open("report.html")
        browser.run("return document.title")
        browser.screenshot("dark.png", whole=True)

As a program it makes one picture: browser.py [--dark] [--width N] [--whole] FILE PICTURE; exit status 77 when there is no
chromium or no chromedriver.
"""
import argparse
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
TAB, ENTER, SPACE = "\ue004", "\ue007", " "
START_SECONDS = 20


def missing():
    """What there is not, in words; None when all is there."""
    for program in ("chromium", "chromedriver"):
        if not shutil.which(program):
            return f"{program} is not installed"
    return None


class Browser:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.driver = None
        self.base = None
        self.session = None

    def __enter__(self):
        try:
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_):
        try:
            self._call("DELETE", "")
        except OSError:
            pass
        self._stop()

    def _stop(self):
        if self.driver:
            self.driver.terminate()
            self.driver.wait(10)
        self.folder.cleanup()

    def _start(self):
        log = os.path.join(self.folder.name, "log")
        with open(log, "w", encoding="utf-8") as out:
            self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=out, stderr=out)
        self.base = f"http://127.0.0.1:{self._port(log)}"
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                   "--disable-background-networking", "--hide-scrollbars", "--force-color-profile=srgb",
                   f"--user-data-dir={self.folder.name}/profile"]
        wish = {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": {
            "binary": shutil.which("chromium"), "args": options},
            "goog:loggingPrefs": {"browser": "ALL"}}}}
        self.session = self._call("POST", "", wish)["sessionId"]

    def _port(self, log):
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.driver.poll() is None:
            text = pathlib.Path(log).read_text(encoding="utf-8", errors="replace")
            if "started successfully on port " in text:
                return int(text.split("started successfully on port ")[1].split(".")[0])
            time.sleep(0.05)
        raise RuntimeError("chromedriver does not start: " + pathlib.Path(log).read_text(encoding="utf-8"))

    def _call(self, method, path, body=None):
        address = self.base + "/session" + (f"/{self.session}{path}" if self.session else "")
        data = json.dumps(body if body is not None else {}).encode() if method == "POST" else None
        request = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {json.load(error)['value']['message']}") from None

    def devtools(self, command, **parameters):
        return self._call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def view(self, width, height, dark=False, media=""):
        """The size of the window in CSS pixels, and what the page is told of its reader; media is "print" for paper."""
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.devtools("Emulation.setEmulatedMedia", media=media,
                      features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def open(self, name):
        """A file, or an address with its scheme."""
        self._call("POST", "/url", {"url": name if "://" in name else pathlib.Path(name).resolve().as_uri()})

    def run(self, script, *arguments):
        """The value that a function body returns; the page's own policy does not bind it."""
        return self._call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def find(self, selector):
        """Every element that matches, for use as an argument of run()."""
        return self._call("POST", "/elements", {"using": "css selector", "value": selector})

    def press(self, *keys):
        """Each key goes down and up, wherever the focus is."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._call("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def complaints(self):
        """What the console was told: refused loads, broken markup."""
        return [entry["message"] for entry in self._call("POST", "/se/log", {"type": "browser"})]

    def screenshot(self, name, whole=False):
        """What is in view, or the whole page."""
        options = {"format": "png"}
        if whole:
            size = self.devtools("Page.getLayoutMetrics")["cssContentSize"]
            options |= {"captureBeyondViewport": True, "clip": {**size, "scale": 1}}
        picture = self.devtools("Page.captureScreenshot", **options)["data"]
        pathlib.Path(name).write_bytes(base64.b64decode(picture))


def main():
    parser = argparse.ArgumentParser(description="A picture of a page, as chromium shows it.")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--whole", action="store_true", help="all of the page, not only what is in view")
    parser.add_argument("file")
    parser.add_argument("picture")
    asked = parser.parse_args()
    if missing():
        print(missing(), file=sys.stderr)
        return 77
    with Browser() as browser:
        browser.view(asked.width, 900, asked.dark)
        browser.open(asked.file)
        browser.screenshot(asked.picture, asked.whole)
    return 0


if __name__ == "__main__":
    sys.exit(main())
