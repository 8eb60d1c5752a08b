"""Many organizations in one server: by path and by host, on both engines, each with its own data, keys and backups."""

import json
import os
import random
import re
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from conftest import BINARY, ENVIRONMENT, Browser, toride

ADDRESS = os.environ.get("TORIDE_TEST_POSTGRESQL_URL")
PASSWORD = "aoi-sora-to-shiroi-kumo-2026"


class Hosting:
    """A server of all organizations of a folder."""

    def __init__(self, folder, *words):
        self.output = tempfile.NamedTemporaryFile(mode="w+", suffix=".txt")
        self.process = subprocess.Popen(
            [BINARY, "serve", "--organizations", str(folder), "--port", "0", *words], env=ENVIRONMENT,
            stdout=self.output, stderr=subprocess.STDOUT,
        )
        self.port = int(self.wait_for(r"127\.0\.0\.1:(\d+)"))

    def wait_for(self, pattern):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            found = re.search(pattern, Path(self.output.name).read_text())
            if found:
                return found.group(1)
            assert self.process.poll() is None, Path(self.output.name).read_text()
            time.sleep(0.02)
        raise AssertionError(Path(self.output.name).read_text())

    def stop(self):
        self.process.terminate()
        return self.process.wait(timeout=30)


@pytest.fixture
def schema():
    return f"host_{os.getpid()}_{random.randrange(1 << 40)}"


def set_up(server, name, base, host=None):
    """The first start of an organization, through its link; somebody is signed in afterwards."""
    browser = Browser(server)
    headers = {"Host": host} if host else {}
    assert browser.ask("GET", base + "/sign-in", headers=headers)[0].status == 503, "nobody has an account yet"
    link = server.wait_for(re.escape(name) + r" のはじめの設定[^\n]*?(/[^\s]*setup/[0-9a-f]+)/1")
    assert link.startswith(base + "/setup/")
    return link


def test_two_by_path_and_one_by_host(folder, schema):
    place = folder / "all"
    engine = ["--database", ADDRESS, "--schema", schema] if ADDRESS else []
    assert toride("organization", "add", "kita", "--organizations", place, "--name", "北組合").returncode == 0
    told = toride("organization", "add", "minami", "--organizations", place, "--name", "南組合", *engine)
    assert told.returncode == 0, told.stdout + told.stderr
    assert toride("organization", "add", "nishi", "--organizations", place, "--name", "西組合", "--host", "Nishi.Example").returncode == 0
    listed = {each["name"]: each for each in json.loads(toride("organization", "list", "--organizations", place, "--json").stdout)}
    assert listed["nishi"]["host"] == "nishi.example" and listed["kita"]["path"] == "kita"
    if ADDRESS:
        assert listed["minami"]["engine"] == "postgresql" and ADDRESS not in json.dumps(listed)
    assert len({(place / name / "keys/ledger.key").read_bytes() for name in listed}) == 3, "each has a key of its own"

    server = Hosting(place)
    try:
        links = {name: set_up(server, name, base, host) for name, base, host in [
            ("kita", "/kita", None), ("minami", "/minami", None), ("nishi", "", "nishi.example")]}
        browser = Browser(server)
        assert browser.ask("GET", links["kita"] + "/1")[0].status == 200
        crossed = links["kita"].replace("/kita/", "/minami/")
        assert browser.ask("GET", crossed + "/1")[0].status == 404, "a link is good in its organization alone"
        # One more while the server runs.
        told = toride("organization", "add", "higashi", "--organizations", place, "--name", "東組合")
        assert told.returncode == 0
        deadline = time.monotonic() + 30
        while browser.ask("GET", "/higashi/sign-in")[0].status == 404:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert browser.ask("GET", "/kyou/sign-in")[0].status == 404
    finally:
        assert server.stop() == 0
    for name in listed:
        # The folder alone says where the database is.
        data = place / name
        assert toride("doctor", "--data", data).returncode == 0
        assert toride("backup", folder / f"{name}.tar", "--data", data).returncode == 0
        restored = toride("restore", folder / f"{name}.tar", "--data", folder / f"again-{name}", "--key", data / "keys/ledger.key")
        assert restored.returncode == 0, restored.stdout + restored.stderr


def test_one_that_is_damaged_takes_no_other_down(folder):
    place = folder / "all"
    for name in ("ichi", "ni", "san", "yon"):
        assert toride("organization", "add", name, "--organizations", place, "--name", name + "組合").returncode == 0
    (place / "ni/toride.sqlite").write_bytes(b"not a database" * 100)
    for log in place.glob("ni/toride.sqlite-*"):
        log.unlink()
    (place / "san/organization.json").write_text("{")
    doubled = json.loads((place / "yon/organization.json").read_text())
    (place / "go").mkdir()
    (place / "go/organization.json").write_text(json.dumps(doubled))
    told = toride("organization", "list", "--organizations", place)
    assert told.returncode == 1 and "organization.json" in told.stdout
    server = Hosting(place)
    try:
        browser = Browser(server)
        assert browser.ask("GET", "/ichi/sign-in")[0].status == 503, "it waits for its first setup"
        answer, page = browser.ask("GET", "/ni/sign-in")
        assert answer.status == 503 and str(place) not in page and "storage.unreachable" in page
        assert browser.ask("GET", "/san/sign-in")[0].status == 404
        assert browser.ask("GET", "/yon/sign-in")[0].status == 404, "of two at one place neither is served"
        assert "準備ができていません" in browser.ask("GET", "/ichi/sign-in")[1]
    finally:
        assert server.stop() == 0


@pytest.mark.parametrize(
    "words, status, named",
    [
        (["organization", "add", "Kita", "--organizations", "{all}", "--name", "x"], 2, "Kita"),
        (["organization", "add", "../kita", "--organizations", "{all}", "--name", "x"], 2, "../kita"),
        (["organization", "add", "api", "--organizations", "{all}", "--name", "x"], 2, "api"),
        (["organization", "add", "b", "--organizations", "{all}", "--name", "x", "--host", "a b"], 1, "organization.declaration"),
        (["organization", "add", "b", "--organizations", "{all}", "--name", "x", "--host", "taken.example"], 1, "organization.place-taken"),
        (["organization", "add", "a", "--organizations", "{all}", "--name", "x"], 1, "setup.done"),
        (["organization", "list", "--organizations", "{all}/nothing"], 1, "organization.folder"),
        (["serve", "--organizations", "{all}", "--data", "{all}/a", "--port", "0"], 2, "--data"),
        (["serve", "--organizations", "{all}/nothing", "--port", "0"], 1, "organization.folder"),
        (["serve", "--organizations", "{all}", "--open-at-once", "0", "--port", "0"], 2, "open-at-once"),
        (["serve", "--port", "0"], 2, "--data"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_is_refused(folder, words, status, named):
    place = folder / "all"
    assert toride("organization", "add", "a", "--organizations", place, "--name", "x", "--host", "taken.example").returncode == 0
    told = toride(*[word.replace("{all}", str(place)) for word in words])
    assert told.returncode == status and named in told.stderr, told.stdout + told.stderr
    english = toride(*[word.replace("{all}", str(place)) for word in words], "--language", "en")
    assert english.returncode == status and english.stderr
    assert sorted(os.listdir(place)) == ["a"]
