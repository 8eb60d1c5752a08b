"""A real server and a real browser: each test file gets an organization of its own, in a folder that goes afterwards."""

import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

# A machine that builds beside the tests answers late; late is no failure.
expect.set_options(timeout=30_000)

REPOSITORY = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("TORIDE_BINARY", str(REPOSITORY / ".build/debug/toride"))
CHROMIUM = os.environ.get("TORIDE_CHROMIUM") or shutil.which("chromium")


class Site:
    """One organization, served on loopback."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="toride-browser-"))
        self.data = self.folder / "data"
        self.environment = {**os.environ, "TORIDE_CONTENT": str(REPOSITORY / "Content"), "LANG": "ja_JP.UTF-8"}
        self.server = None
        self.output = self.folder / "server.txt"

    def run(self, *arguments):
        return subprocess.run(
            [BINARY, *map(str, arguments)], env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def serve(self):
        self.server = subprocess.Popen(
            [BINARY, "serve", "--data", str(self.data), "--port", "0"],
            env=self.environment, stdout=self.output.open("w"), stderr=subprocess.STDOUT,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            found = re.search(r"http://127\.0\.0\.1:\d+", self.output.read_text())
            if found:
                self.address = found.group(0)
                try:
                    urllib.request.urlopen(self.address + "/assets/toride.css", timeout=5).read()
                    return self
                except OSError:
                    pass
            assert self.server.poll() is None, self.output.read_text()
            time.sleep(0.05)
        raise AssertionError("the server did not start: " + self.output.read_text())

    def setup_link(self):
        return re.search(r"http://\S+/setup/\S+", self.output.read_text()).group(0)

    def demonstration(self, made):
        shutil.copytree(made, self.data, copy_function=shutil.copy2)
        lines = (self.data / "sign-in.txt").read_text().splitlines()
        self.passwords = {
            line.split("（")[0].strip(): line.split("パスワード：")[1].strip() for line in lines if "パスワード：" in line
        }
        return self

    def close(self):
        if self.server:
            self.server.terminate()
            self.server.wait(timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="module")
def new_site():
    site = Site()
    site.run("init", "--data", site.data, "--name", "試験広域組合")
    yield site.serve()
    site.close()


@pytest.fixture(scope="session")
def made_demonstration():
    """The demonstration as it was made, once for all; each file changes a copy."""
    site = Site()
    site.run("demo", "--data", site.data)
    yield site.data
    site.close()


@pytest.fixture(scope="module")
def demo_site(made_demonstration):
    site = Site().demonstration(made_demonstration)
    yield site.serve()
    site.close()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def wide(browser):
    yield from _page(browser, 1280)


@pytest.fixture
def narrow(browser):
    yield from _page(browser, 390)


def _page(browser, width, **options):
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="ja-JP", **options)
    page = context.new_page()
    page.problems = []
    page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    yield page
    context.close()


def sign_in(page, site, login="jimukyoku"):
    page.goto(site.address + "/sign-in")
    page.get_by_label("利用者名").fill(login)
    page.get_by_label("パスワード").fill(site.passwords[login])
    page.get_by_role("main").get_by_role("button", name="サインイン").click()
    page.wait_for_url(lambda url: not url.endswith("/sign-in"))
