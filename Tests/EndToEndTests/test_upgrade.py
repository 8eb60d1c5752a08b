"""An older release's data under this program: a backup first, then the change, or a start that is refused in words."""

import re
import sqlite3

import pytest

from conftest import Server, toride


@pytest.fixture
def data(folder):
    assert toride("init", "--data", folder / "data", "--name", "試験組合").returncode == 0
    return folder / "data"


def older(data, *statements):
    """Makes the database what an earlier release would have left."""
    database = sqlite3.connect(data / "toride.sqlite", isolation_level=None)
    for statement in statements:
        database.execute(statement)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


# The register of sites before it had its last field, with the column gone or, wrongly, still there.
SHAPE_WITHOUT_NOTE = """UPDATE ledger_shapes SET columns = replace(columns, ',["note","text"]', '') WHERE register = 'sites'"""
COLUMN_GONE = "ALTER TABLE r_sites DROP COLUMN note"


def test_a_backup_is_made_before_the_schema_changes(data):
    assert not (data / "backups").exists(), "a new organization has nothing to lose"
    older(data, SHAPE_WITHOUT_NOTE, COLUMN_GONE)
    assert toride("doctor", "--data", data).returncode == 0
    made = list((data / "backups").iterdir())
    assert len(made) == 1 and re.fullmatch(r"before-[\d.]+-\d{8}-\d{4}\.sqlite", made[0].name)
    assert made[0].stat().st_mode & 0o077 == 0, "as private as the data"
    columns = {row[1] for row in sqlite3.connect(made[0]).execute("PRAGMA table_info(r_sites)")}
    assert "name" in columns and "note" not in columns, "it is what stood there before"
    assert toride("ledger", "verify", "--data", data).returncode == 0
    assert len(list((data / "backups").iterdir())) == 1, "nothing to change, nothing to keep"


def test_a_failed_change_stops_the_start_and_says_what_to_do(data):
    older(data, SHAPE_WITHOUT_NOTE)
    before = list(sqlite3.connect(data / "toride.sqlite").iterdump())
    for words in (["serve", "--port", "0"], ["doctor"], ["assess"]):
        answer = toride(*words, "--data", data)
        assert answer.returncode == 1
        for said in ["元のまま", "前の版", "migration.failed", "起動をやめました"]:
            assert said in answer.stderr, answer.stderr
        named = re.search(r"\S+/backups/before-\S+\.sqlite", answer.stderr).group(0)
        kept = sqlite3.connect(named)
        assert kept.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert before == list(sqlite3.connect(data / "toride.sqlite").iterdump())


def test_without_room_for_a_backup_nothing_is_changed(data):
    older(data, SHAPE_WITHOUT_NOTE, COLUMN_GONE)
    (data / "backups").write_text("in the way")
    answer = toride("serve", "--port", "0", "--data", data)
    assert answer.returncode == 1
    for said in ["migration.no-backup", "backups", "元のまま", "空き容量"]:
        assert said in answer.stderr
    (data / "backups").unlink()
    server = Server(data)
    server.stop()
    assert len(list((data / "backups").iterdir())) == 1


def test_data_of_a_later_release_is_left_alone(data):
    older(data, "INSERT INTO schema_steps (step, name) VALUES (900, 'later')")
    answer = toride("serve", "--port", "0", "--data", data)
    assert answer.returncode == 1 and "schema.newer" in answer.stderr
    assert not (data / "backups").exists()
