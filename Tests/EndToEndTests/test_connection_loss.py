"""PostgreSQL goes away while people save: they are told the truth, nothing is half done, and the server goes on."""

import re
import shutil
import socket
import subprocess
import tempfile
import threading
from pathlib import Path

import pytest

from conftest import REPOSITORY, Browser, Server, passwords, toride

SCRIPT = REPOSITORY / "scripts/postgresql-for-tests"
SCHEMA = "loss"


@pytest.fixture(scope="module")
def database():
    """A server of its own, because it is stopped and killed here."""
    place = Path(tempfile.mkdtemp(prefix="toride-loss-", dir="/tmp"))
    place.chmod(0o755)
    folder = place / "server"
    if not shutil.which("psql"):
        pytest.skip("PostgreSQL is not there")
    started = subprocess.run([SCRIPT, "start", folder], capture_output=True, text=True, check=True)
    yield folder, started.stdout.strip().splitlines()[-1]
    subprocess.run([SCRIPT, "stop", folder], check=False)
    shutil.rmtree(place, ignore_errors=True)


class Line:
    """A line to the server that loses the answer to a COMMIT, and then lets nobody through until it is mended."""

    def __init__(self, server):
        self.folder, self.server = tempfile.mkdtemp(prefix="toride-line-", dir="/tmp"), server
        self.loses_next, self.is_cut, self.ends = False, False, []
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(f"{self.folder}/.s.PGSQL.5432")
        self.listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client = self.listener.accept()[0]
            except OSError:
                return
            if self.is_cut:
                client.close()
                continue
            up = socket.socket(socket.AF_UNIX)
            try:
                up.connect(f"{self.server}/.s.PGSQL.5432")
            except OSError:
                client.close()
                continue
            lost = threading.Event()
            self.ends += [client, up]
            threading.Thread(target=self._pump, args=(client, up, lost, True), daemon=True).start()
            threading.Thread(target=self._pump, args=(up, client, lost, False), daemon=True).start()

    def _pump(self, source, target, lost, asks):
        try:
            while data := source.recv(65536):
                if asks and self.loses_next and b"COMMIT" in data and self.wanted in self.seen:
                    self.loses_next, self.is_cut = False, True
                    lost.set()
                self.seen = self.seen[-100_000:] + data if asks else self.seen
                if not asks and lost.is_set():
                    break
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def lose_answer_to_commit(self, after):
        """Of the transaction in which these words were sent."""
        self.seen, self.wanted, self.loses_next = b"", after.encode(), True

    seen, wanted = b"", b""

    def mend(self):
        self.is_cut = False

    def close(self):
        self.listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture
def served(pristine_demo, folder, database):
    place, address = database
    home = pristine_demo.copy(folder).data
    known = passwords(home)
    there = folder / "there"
    schema = f"loss_{abs(hash(str(folder)))}"
    told = toride("move", "--from", home, "--to", there, "--to-database", address, "--to-schema", schema)
    assert told.returncode == 0, told.stderr
    line = Line(place)
    server = Server(there, ["--database", address.replace(f"host={place}", f"host={line.folder}"), "--schema", schema])
    browser = Browser(server)
    assert browser.sign_in("jimukyoku", known["jimukyoku"]) == 303
    yield browser, line, place, ["--data", there, "--database", address, "--schema", schema]
    server.stop()
    line.close()


def save(browser, name):
    form = {"csrf": browser.token, "name": name, "address": "", "note": "", "version": ""}
    return browser.ask("POST", "/registers/sites/new", form)


def sites(place):
    return [line.split("\t")[1] for line in toride("register", "show", "sites", *place).stdout.splitlines() if "\t" in line]


def test_a_server_that_is_stopped_and_started_again(served):
    browser, _, server, place = served
    assert save(browser, "前の施設")[0].status == 303
    subprocess.run([SCRIPT, "halt", server], check=True)
    for _ in range(2):
        answer, page = save(browser, "間の施設")
        assert answer.status == 503 and "保存されません" in page and "storage." in page, page
        answer, page = browser.ask("GET", "/registers/sites")
        assert answer.status == 503 and "読み込み直して" in page and "保存" not in re.sub("<[^>]*>", "", page).split("つぎに")[0], page
    subprocess.run([SCRIPT, "again", server], check=True)
    assert browser.ask("GET", "/registers/sites")[0].status == 200, "without a new start, and still signed in"
    assert save(browser, "後の施設")[0].status == 303
    names = sites(place)
    assert "前の施設" in names and "後の施設" in names and "間の施設" not in names
    assert toride("ledger", "verify", *place).returncode == 0


def test_a_backend_that_is_ended_between_two_acts_is_not_noticed(served):
    browser, _, server, place = served
    for number in range(3):
        ended = subprocess.run(
            ["psql", "-h", server, "-U", "postgres", "-d", "toride", "-At", "-c",
             "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE usename = 'toride'"],
            capture_output=True, text=True, check=True,
        )
        assert int(ended.stdout) > 0
        assert save(browser, f"続けて {number}")[0].status == 303
        assert browser.ask("GET", "/registers/sites")[0].status == 200
    assert toride("ledger", "verify", *place).returncode == 0


def test_whoever_lost_the_answer_to_the_end_is_told_that_it_is_not_known_and_how_to_look(served):
    browser, line, _, place = served
    line.lose_answer_to_commit(after="答えの失われた施設")
    answer, page = save(browser, "答えの失われた施設")
    assert answer.status == 503 and "分かりません" in page and "開き直して" in page and "storage.unknown" in page, page
    line.mend()
    answer, page = browser.ask("GET", "/registers/sites")
    assert answer.status == 200 and "答えの失われた施設" in page
    assert save(browser, "その次の施設")[0].status == 303
    assert sites(place).count("答えの失われた施設") == 1
    assert toride("ledger", "verify", *place).returncode == 0
