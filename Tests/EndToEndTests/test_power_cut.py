"""A power cut at any moment: what the disk was told to keep opens, verifies and holds everything that was answered.

The real program works under a recorder of its writes; then the disk is played back to many moments, each time with
only what was fsynced and a random part of the rest.
"""

import datetime
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from conftest import POLICY, Browser, Server, toride
from disk import Disk, Folder, records

CUTS = 600 if os.environ.get("TORIDE_LONG") == "1" else 40
PASSWORD = "あおぞら-みどり-七つの海"
FIRST_POLICY = POLICY.with_name("policy-first.txt")


class Recording:
    """A day of work in a new folder, what was answered, and how many bytes of records there were by then."""

    def __init__(self, place):
        self.root = place / "root"
        self.root.mkdir()
        self.inode = self.root.stat().st_ino
        self.data = self.root / "data"
        self.file = place / "records"
        library = place / "record_writes.so"
        source = Path(__file__).with_name("record_writes.c")
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-pthread", "-o", library, source], check=True)
        self.environment = {
            "LD_PRELOAD": str(library), "TORIDE_RECORD": str(self.file), "TORIDE_RECORD_ROOT": str(self.root),
        }
        self.answered = []
        self.lock = threading.Lock()

    def note(self, kind, what):
        """Called once the answer is here; the records up to now are what it may lean on."""
        with self.lock:
            self.answered.append((self.file.stat().st_size, kind, what))

    def command(self, *words):
        answer = toride(*words, **self.environment)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout

    def work(self):
        self.command("init", "--data", self.data, "--name", "試験組合")
        self.note("organization", None)
        server = Server(self.data, **self.environment)
        try:
            browser = self.set_up(server)
            self.acts_of_everybody(server, browser, 0)
        finally:
            server.stop()
        server = Server(self.data, **self.environment)
        browser = Browser(server)
        assert browser.sign_in("aoki", PASSWORD) == 303
        self.acts_of_everybody(server, browser, 1)
        server.kill()

    def set_up(self, server):
        browser, link = Browser(server), server.setup_link()
        browser.ask("GET", link + "/1")
        steps = {
            1: {"name": "試験組合", "kind": "association"}, 4: {"units": "総務課\n消防署"},
            5: {"person": "青木", "login": "aoki", "password": PASSWORD, "password-again": PASSWORD, "people": ""},
        }
        for step, form in steps.items():
            answer, _ = browser.ask("POST", f"{link}/{step}", {"csrf": browser.token, **form})
            assert answer.status == 303
        self.note("account", "aoki")
        assert browser.sign_in("aoki", PASSWORD) == 303
        return browser

    def acts_of_everybody(self, server, browser, day):
        """Three browsers and a command line at once."""
        failures = []

        def guarded(work, *arguments):
            try:
                work(*arguments)
            except Exception as failure:
                failures.append(failure)

        threads = []
        for number, work in enumerate([self.sites, self.sites, self.evidence]):
            other = Browser(server)
            other.cookie, other.token = browser.cookie, browser.token
            threads.append(threading.Thread(target=guarded, args=(work, other, f"{day}-{number}")))
        threads.append(threading.Thread(target=guarded, args=(self.commands, day)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)
        assert not failures, failures

    def sites(self, browser, name):
        for step in range(60):
            form = {"csrf": browser.token, "name": f"施設 {name} {step}", "address": "", "note": "あ" * 200, "version": ""}
            answer, _ = browser.ask("POST", "/registers/sites/new", form)
            assert answer.status == 303
            self.note("site", form["name"])

    def evidence(self, browser, name):
        chance = random.Random(name)
        for step in range(12):
            content = f"報告 {name} {step}\n".encode() + chance.randbytes(chance.randrange(1, 20_000))
            form = {
                "csrf": browser.token, "outcome": "done", "done_on": datetime.date.today().isoformat(),
                "answered_by": "", "reason": f"実施 {name} {step}",
            }
            answer, text = browser.upload(
                "/requirements/SEED-7/answers", form, "evidence", f"報告{step}.txt", content)
            assert answer.status == 303, text
            self.note("evidence", hashlib.sha256(content).hexdigest())

    def commands(self, day):
        for policy in [FIRST_POLICY, POLICY]:
            self.command("policy", "adopt", "--data", self.data, policy)
            self.note("revision", None)
            self.note("checkpoint", self.command("ledger", "checkpoint", "--data", self.data))
        backup = self.root / f"backup-{day}.tar"
        self.command("backup", backup, "--data", self.data)
        self.note("file", (backup.name, backup.read_bytes()))


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    if not shutil.which("cc"):
        pytest.skip("there is no C compiler here, and the recorder is written in C")
    recording = Recording(tmp_path_factory.mktemp("power-cut"))
    recording.work()
    return recording


def cut_points(recording, count, chance):
    """Positions to cut at: half of them the moment after an answer, the others anywhere after the first one."""
    first = recording.answered[0][0]
    answers = [position for position, _, _ in recording.answered]
    anywhere = [position for position, _ in records(recording.file.read_bytes()) if position >= first]
    return sorted(chance.sample(answers, min(count // 2, len(answers))) + chance.sample(anywhere, count - count // 2))


def play(recording, cuts, folder, chance, **options):
    """Yields (cut, folder) with what the disk may hold after each cut."""
    disk, waiting = Disk(recording.inode, **options), list(cuts)
    for position, record in records(recording.file.read_bytes()):
        while waiting and position > waiting[0]:
            cut = waiting.pop(0)
            left = folder / f"{cut}-{len(waiting)}"
            disk.after_a_cut(left, chance)
            yield cut, left
        disk.take(record)


def losses(recording, cut, left):
    """What was answered before the cut and is not there; empty where all is well."""
    data = left / "data"
    promised = [(kind, what) for position, kind, what in recording.answered if position <= cut]
    notes = [what for kind, what in promised if kind == "checkpoint"]
    outside = []
    if notes:
        (left / "note").write_text(notes[-1])
        outside = ["--checkpoint", left / "note"]
    # Signing and writing works again, the history verifies against what was kept outside, the doctor is content.
    for words in [["ledger", "checkpoint"], ["ledger", "verify", *outside], ["doctor"]]:
        answer = toride(*words, "--data", data)
        if answer.returncode != 0:
            return [f"toride {words[0]}: {answer.stdout}{answer.stderr}"]
    database = sqlite3.connect(f"file:{data}/toride.sqlite?mode=ro", uri=True)
    ask = lambda sql: {row[0] for row in database.execute(sql)}
    sites, accounts = ask("SELECT name FROM r_sites"), ask("SELECT login FROM r_accounts")
    hashes = ask("SELECT file_hash FROM r_evidence")
    revisions = database.execute("SELECT count(*) FROM r_policy_revisions").fetchone()[0]
    database.close()
    missing = [f"site {what}" for kind, what in promised if kind == "site" and what not in sites]
    missing += [f"account {what}" for kind, what in promised if kind == "account" and what not in accounts]
    for kind, what in promised:
        if kind == "evidence":
            path = data / "files" / what[:2] / what
            if what not in hashes or not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != what:
                missing.append(f"evidence {what}")
        elif kind == "file":
            name, content = what
            if not (left / name).exists() or (left / name).read_bytes() != content:
                missing.append(f"file {name}")
    if revisions < sum(kind == "revision" for kind, _ in promised):
        missing.append("a revision of the policy")
    return missing


def test_the_recorder_missed_nothing(recording):
    disk, count = Disk(recording.inode), 0
    for _, record in records(recording.file.read_bytes()):
        disk.take(record)
        count += 1
    there = {
        str(path.relative_to(recording.root)): path.read_bytes()
        for path in recording.root.rglob("*") if path.is_file() and not path.name.endswith("-shm")
    }
    played = disk.contents()
    assert played.keys() == there.keys()
    assert [name for name in there if played[name] != there[name]] == []
    print(count, "records,", recording.file.stat().st_size, "bytes,", len(recording.answered), "answers")


def test_nothing_answered_is_lost_in_a_power_cut(recording, tmp_path):
    seed = random.randrange(1 << 32)
    print("seed", seed)
    chance = random.Random(seed)
    cuts = cut_points(recording, CUTS, chance)

    def look(cut, left):
        missing = losses(recording, cut, left)
        shutil.rmtree(left)
        return f"seed {seed}, cut at {cut}: {missing[:3]}" if missing else None

    with ThreadPoolExecutor(2) as pool:
        # Played a few ahead of those who look, so that hundreds of states need no room of hundreds.
        failures, waiting = [], []
        for cut, left in play(recording, cuts, tmp_path, chance):
            waiting.append(pool.submit(look, cut, left))
            if len(waiting) > 8:
                failures.append(waiting.pop(0).result())
        failures += [each.result() for each in waiting]
    assert [each for each in failures if each] == []
    assert len(failures) >= CUTS - 2


@pytest.mark.parametrize(
    "what, is_deaf",
    [
        ("the log", lambda path, node: path.endswith("-wal")),
        ("the folders", lambda path, node: isinstance(node, Folder) and path.startswith("data/files")),
        ("the evidence", lambda path, node: path.endswith(".part")),
        ("the key", lambda path, node: path.startswith("data/keys")),
    ],
)
def test_a_disk_that_does_not_hear_an_fsync_is_found_out(recording, tmp_path, what, is_deaf):
    chance = random.Random(7)
    cuts = sorted(chance.sample([position for position, _, _ in recording.answered], 8))
    found = [missing for cut, left in play(recording, cuts, tmp_path, chance, is_deaf=is_deaf)
             for missing in losses(recording, cut, left)]
    assert found, f"nobody would notice if the program did not sync {what}"
