"""An organization moves between folders and engines with its whole history; stopped anywhere, one copy alone can be written."""

import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import time
import urllib.parse

import pytest

from conftest import BINARY, ENVIRONMENT, Browser, Server, passwords, toride

ADDRESS = os.environ.get("TORIDE_TEST_POSTGRESQL_URL")
needs_postgresql = pytest.mark.skipif(not ADDRESS, reason="TORIDE_TEST_POSTGRESQL_URL names no server")


@pytest.fixture
def schema():
    return f"move_{os.getpid()}_{random.randrange(1 << 40)}"


def rows(data):
    """What the ledger vouches for, and accounts and settings beside it."""
    database = sqlite3.connect(f"file:{data}/toride.sqlite?mode=ro", uri=True)
    names = [name for name, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    kept = [name for name in names if name.startswith(("r_", "ledger_", "imports"))]
    return {name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"'))) for name in kept}


def judged(*place):
    return json.loads(toride("assess", "--json", "--on", "2026-10-01", *place).stdout)


@needs_postgresql
def test_the_demonstration_moves_to_postgresql_and_back(pristine_demo, folder, schema):
    home = pristine_demo.copy(folder).data
    there, back = folder / "there", folder / "back"
    kept = folder / "kept.txt"
    kept.write_text(toride("ledger", "checkpoint", "--data", home).stdout)
    before, verdicts, known = rows(home), judged("--data", home), passwords(home)
    place = ["--data", there, "--database", ADDRESS, "--schema", schema]

    told = toride("move", "--from", home, "--to", there, "--to-database", ADDRESS, "--to-schema", schema)
    assert told.returncode == 0, told.stdout + told.stderr
    assert ADDRESS not in told.stdout, "an address may hold a password"
    root = re.search(r"根：(\S+)", told.stdout).group(1)
    assert not (there / "toride.sqlite").exists() and not (there / "moving").exists()
    for words in (["ledger", "verify", "--checkpoint", kept], ["doctor"]):
        answer = toride(*words, *place)
        assert answer.returncode == 0, answer.stdout + answer.stderr
    assert judged(*place) == verdicts
    server = Server(there, ["--database", ADDRESS, "--schema", schema])
    try:
        browser = Browser(server)
        assert browser.sign_in("jimukyoku", known["jimukyoku"]) == 303, "accounts came along"
        found = browser.ask("GET", "/search?q=" + urllib.parse.quote("財務会計"))[0].status
        assert found == 200
    finally:
        server.stop()
    refused = toride("register", "list", "--data", home)
    assert refused.returncode == 1 and "organization.moved" in refused.stderr and str(there) in refused.stderr

    told = toride("move", "--from", there, "--from-database", ADDRESS, "--from-schema", schema, "--to", back)
    assert told.returncode == 0, told.stdout + told.stderr
    assert toride("ledger", "verify", "--data", back, "--checkpoint", kept).returncode == 0
    after = rows(back)
    assert before.keys() == after.keys()
    for name in before.keys() - {"ledger_head", "ledger_nodes", "ledger_checkpoints", "ledger_entries"}:
        assert before[name] == after[name], name
    # Signing in is an entry; all that stood there before stands there still.
    assert set(before["ledger_entries"]) < set(after["ledger_entries"])
    files = {path.relative_to(home / "files"): path.read_bytes() for path in (home / "files").rglob("*") if path.is_file()}
    assert files and files == {path.relative_to(back / "files"): path.read_bytes() for path in (back / "files").rglob("*") if path.is_file()}
    assert (back / "keys/ledger.key").read_bytes() == (home / "keys/ledger.key").read_bytes()
    assert root and toride("ledger", "checkpoint", "--data", back).returncode == 0, "it goes on signing"


def test_a_server_that_was_left_running_says_where_it_went(pristine_demo, folder):
    home = pristine_demo.copy(folder).data
    known = passwords(home)
    server = Server(home)
    try:
        browser = Browser(server)
        assert browser.sign_in("jimukyoku", known["jimukyoku"]) == 303
        told = toride("move", "--from", home, "--to", folder / "there")
        assert told.returncode == 0, told.stderr
        form = {"csrf": browser.token, "name": "あとからの施設", "address": "", "note": "", "version": ""}
        answer, page = browser.ask("POST", "/registers/sites/new", form)
        assert answer.status == 503 and "移りました" in page and str(folder / "there") in page
        assert browser.ask("GET", "/registers/sites")[0].status == 200, "what was there can still be read"
    finally:
        server.stop()
    assert "あとからの施設" not in toride("register", "show", "sites", "--data", folder / "there").stdout

    refused = toride("move", "undo", "--data", home, "--language", "en")
    assert refused.returncode == 1 and "--give-up-target" in refused.stderr
    assert toride("move", "undo", "--data", home, "--give-up-target").returncode == 0
    assert toride("ledger", "verify", "--data", home).returncode == 0
    assert toride("move", "undo", "--data", home, "--give-up-target").returncode == 1


@needs_postgresql
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_killed_anywhere_one_copy_can_be_written_and_the_same_move_ends_it(pristine_demo, folder, schema, engine):
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    home, there = pristine_demo.copy(folder).data, folder / "there"
    database = ["--to-database", ADDRESS, "--to-schema", schema] if engine == "postgresql" else []
    place = [words.replace("--to-", "--") for words in database]
    command = [BINARY, "move", "--from", str(home), "--to", str(there), *database]
    (folder / "rehearsal").mkdir()
    rehearsal = pristine_demo.copy(folder / "rehearsal").data
    began = time.monotonic()
    assert toride("move", "--from", rehearsal, "--to", folder / "rehearsed").returncode == 0
    whole = time.monotonic() - began
    for _ in range(12):
        process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            process.wait(chance.uniform(0.02, whole))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        here = toride("register", "list", "--data", home)
        away = toride("register", "list", "--data", there, *place)
        assert (here.returncode, away.returncode) != (0, 0), f"seed {seed}: both can be written"
        assert here.returncode == 0 or "organization.moved" in here.stderr, f"seed {seed}: {here.stderr}"
        if process.returncode == 0:
            break
    if process.returncode != 0:
        told = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=120)
        moved_already = "organization.moved" in told.stderr and toride("doctor", "--data", there, *place).returncode == 0
        assert told.returncode == 0 or moved_already, f"seed {seed}: {told.stdout}{told.stderr}"
    for words in (["ledger", "verify"], ["doctor"]):
        answer = toride(*words, "--data", there, *place)
        assert answer.returncode == 0, f"seed {seed}: {answer.stdout}{answer.stderr}"


@needs_postgresql
def test_a_wrong_target_is_refused_and_nothing_is_left_there(organization, folder, schema):
    home = organization.data
    (folder / "full").mkdir()
    (folder / "full/letter.txt").write_text("x")
    other = folder / "other"
    place = ["--database", ADDRESS, "--schema", schema]
    assert toride("init", "--data", other, "--name", "別の組合", *place).returncode == 0
    nobody = "postgresql:///toride?host=" + str(folder) + "&user=toride&password=geheim"
    for words, code in [
        (["--to", folder / "full"], "move.not-empty"),
        (["--to", home], "move.not-empty"),
        (["--to", folder / "new", "--to-database", ADDRESS, "--to-schema", schema], "move.not-empty"),
        (["--to", folder / "new", "--to-database", nobody], "database.cannot-open"),
        (["--to", folder / "new", "--to-database", ADDRESS, "--to-schema", "No Name"], "database.cannot-open"),
    ]:
        told = toride("move", "--from", home, *words)
        assert told.returncode == 1 and code in told.stderr, told.stdout + told.stderr
        assert "geheim" not in told.stderr
        assert not (folder / "new").exists(), f"{words} left something"
    assert os.listdir(folder / "full") == ["letter.txt"]
    assert toride("doctor", "--data", home).returncode == 0
    assert toride("doctor", "--data", other, *place).returncode == 0
    english = toride("move", "--from", home, "--to", folder / "full", "--language", "en")
    assert english.returncode == 1 and "not empty" in english.stderr and "空" not in english.stderr


def test_an_unsound_organization_stays_where_it_is(organization, folder):
    shutil.rmtree(organization.data / "files")
    told = organization.run("backup", folder / "one.tar")
    assert told.returncode == 0
    told = toride("move", "--from", organization.data, "--to", folder / "new")
    assert told.returncode == 1 and "move.source-unsound" in told.stderr and not (folder / "new").exists()
    assert toride("register", "list", "--data", organization.data).returncode == 0
