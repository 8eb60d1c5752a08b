"""Backup and restore in one command each, while several write; and what is done to a backup is seen."""

import csv
import json
import tarfile
import threading
from collections import Counter

import pytest

from conftest import Browser, Server, toride
from organization import Organization

BATCH = 40


def batches(organization, worker, count):
    """Imports so many sheets of sites, each all or nothing; returns what was acknowledged."""
    done = []
    for number in range(count):
        path = organization.folder / f"{worker}-{number}.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow(["name"])
            table.writerows([f"{worker} {number} {row}"] for row in range(BATCH))
        told = organization.run("register", "import", "sites", path)
        assert told.returncode == 0, told.stdout + told.stderr
        done.append((worker, number))
    return done


def test_a_backup_among_writers_is_one_moment_of_them(organization, folder):
    """Two command lines write beside the server; three backups are taken meanwhile, and each is a whole."""
    acknowledged, backups, before = [], [], {}
    server = Server(organization.data)
    try:
        writers = [
            threading.Thread(target=lambda name=name: acknowledged.extend(batches(organization, name, 5))) for name in "甲乙"
        ]
        for writer in writers:
            writer.start()
        while len(backups) < 3 or any(writer.is_alive() for writer in writers):
            if len(backups) < 3:
                path = folder / f"{len(backups)}.tar"
                before[path] = list(acknowledged)
                assert organization.run("backup", path).returncode == 0
                backups.append(path)
            elif not any(writer.join(0.05) or writer.is_alive() for writer in writers):
                break
        for writer in writers:
            writer.join()
    finally:
        server.stop()
    assert len(acknowledged) == 10, "all were told that it was done"
    assert organization.run("ledger", "verify").returncode == 0, "the history was not forked"
    latest = Counter(each["name"].rsplit(" ", 1)[0] for each in organization.shown("sites"))
    assert set(latest.values()) == {BATCH} and len(latest) == 10
    for path in backups:
        new = Organization(folder / path.stem)
        told = new.run("restore", path, "--key", organization.data / "keys/ledger.key")
        assert told.returncode == 0, told.stdout + told.stderr
        assert new.run("ledger", "verify").returncode == 0
        sheets = Counter(each["name"].rsplit(" ", 1)[0] for each in new.shown("sites"))
        assert all(count == BATCH for count in sheets.values()), "a sheet is in it whole or not at all"
        assert {f"{worker} {number}" for worker, number in before[path]} <= set(sheets), "what was told before is in it"


@pytest.fixture(scope="module")
def backup(first_organization, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backup")
    own = first_organization.copy(folder)
    own.people({"name": "甲"})
    own.answer("SEED-4-0", "2026-05-01")
    assert own.run("backup", folder / "one.tar").returncode == 0
    return own, folder / "one.tar"


def test_what_is_restored_is_judged_as_before(backup, folder):
    own, path = backup
    new = Organization(folder)
    assert new.run("restore", path, "--key", own.data / "keys/ledger.key").returncode == 0
    words = ["assess", "--json", "--on", "2026-05-01"]
    assert new.run(*words).stdout == own.run(*words).stdout
    checkpoint = folder / "kept.txt"
    checkpoint.write_text(own.run("ledger", "checkpoint").stdout)
    assert new.run("ledger", "verify", "--checkpoint", checkpoint).returncode == 0
    assert new.run("doctor").returncode == 0


def test_the_key_is_not_in_the_archive_and_its_lack_is_said(backup, folder):
    own, path = backup
    secret = (own.data / "keys/ledger.key").read_bytes().strip()
    with tarfile.open(path) as archive:
        assert not [name for name in archive.getnames() if name.endswith(".key")]
    assert secret not in path.read_bytes()
    new = Organization(folder)
    assert new.run("restore", path).returncode == 0
    sick = new.run("doctor")
    assert sick.returncode == 1 and "ledger.key" in sick.stdout


@pytest.mark.parametrize("what", ["flip", "cut", "one file less"])
def test_a_damaged_archive_is_refused_and_leaves_nothing(backup, folder, what):
    _, path = backup
    content = bytearray(path.read_bytes())
    damaged = folder / "damaged.tar"
    if what == "flip":
        place = content.index(b"SQLite format 3") + 5000
        content[place] ^= 0xFF
    elif what == "cut":
        del content[len(content) // 2:]
    if what == "one file less":
        with tarfile.open(path) as archive, tarfile.open(damaged, "w") as rest:
            members = archive.getmembers()
            stored = next(each for each in members if each.name.startswith("files/"))
            for each in members:
                if each is not stored:
                    rest.addfile(each, archive.extractfile(each) if each.isfile() else None)
    else:
        damaged.write_bytes(content)
    told = toride("restore", damaged, "--data", folder / "new")
    assert told.returncode == 1, told.stdout
    if what == "one file less":
        assert "見つかりません" in told.stdout and "みずかげ広域行政組合" in told.stdout, "and it says which"
    else:
        assert told.stderr and not (folder / "new" / "toride.sqlite").exists()


def test_an_older_whole_state_is_found_against_a_checkpoint_kept_outside(backup, folder):
    own, path = backup
    later = own.copy(folder)
    later.people({"name": "乙"})
    kept = folder / "kept.txt"
    kept.write_text(later.run("ledger", "checkpoint").stdout)
    old = Organization(folder / "old")
    assert old.run("restore", path, "--key", own.data / "keys/ledger.key").returncode == 0
    assert old.run("ledger", "verify").returncode == 0, "nothing inside can tell"
    told = old.run("ledger", "verify", "--checkpoint", kept)
    assert told.returncode == 1 and "kept.txt" in told.stdout
    assert later.run("ledger", "verify", "--checkpoint", kept).returncode == 0


def test_proofs_of_another_organization_prove_nothing_here(backup, folder):
    own, _ = backup
    other = Organization(folder)
    assert other.run("init", "--name", "別の組合").returncode == 0
    kept = folder / "other.txt"
    kept.write_text(other.run("ledger", "checkpoint").stdout)
    assert own.run("ledger", "verify", "--checkpoint", kept).returncode == 1
    proof = json.loads(own.run("ledger", "prove", "0").stdout)
    assert proof["entry"] == 0


def test_two_servers_and_three_writers_leave_one_history(organization):
    """Two servers on one folder is the worst that an office can do; the history still has no fork."""
    first, second = Server(organization.data), Server(organization.data)
    try:
        writers = [threading.Thread(target=batches, args=(organization, name, 2)) for name in "丙丁戊"]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        for server in (first, second):
            assert Browser(server).ask("GET", server.setup_link() + "/1")[0].status == 200
    finally:
        first.stop()
        second.stop()
    assert len(organization.shown("sites")) == 6 * BATCH
    assert organization.run("ledger", "verify").returncode == 0
