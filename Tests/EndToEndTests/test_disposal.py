"""`toride disposal`: proposed, approved by another, carried out; the content is gone, the ledger verifies."""

import json

import pytest

from organization import Organization


@pytest.fixture
def office(folder):
    made = Organization(folder)
    assert made.run("init", "--name", "試験組合").returncode == 0
    made.put(
        "people",
        {"name": "森田", "staff_number": "1", "employment": "regular"},
        {"name": "統括", "staff_number": "2", "employment": "regular"},
    )
    made.put("appointments", {"role": "chief-security-manager", "person": "統括", "starts_on": "2020-04-01"})
    made.put(
        "event-reports",
        {"what": "ヒミツノシラセ", "told_on": "2010-05-01", "state": "settled"},
        {"what": "新しい知らせ", "told_on": "2099-05-01", "state": "settled"},
    )
    return made


def bytes_of(data):
    return b"".join(path.read_bytes() for path in sorted(data.glob("*")) if path.is_file())


def test_what_is_past_its_retention_leaves_by_an_approved_list_alone(office):
    backup = office.folder / "before.tar"
    assert office.run("backup", backup).returncode == 0
    proposed = office.run("disposal", "propose", "--by", "1", "--title", "平成22年度の知らせ")
    assert proposed.returncode == 0, proposed.stdout + proposed.stderr
    listed = office.run("disposal", "list")
    number = listed.stdout.split("\t")[0]
    assert "承認待ち" in listed.stdout and number in proposed.stdout
    held = json.loads(office.run("disposal", "list", "--of", number, "--json").stdout)
    assert [each["label"] for each in held["records"]] == ["ヒミツノシラセ"]
    assert office.run("disposal", "carry-out", number, "--by", "1").returncode == 1
    refused = office.run("disposal", "approve", number, "--by", "1", "--hash", held["hash"])
    assert refused.returncode == 1 and "統括情報セキュリティ責任者" in refused.stderr
    assert office.run("disposal", "approve", number, "--by", "2", "--hash", "0" * 64).returncode == 1
    assert office.run("disposal", "approve", number, "--by", "2", "--hash", held["hash"]).returncode == 0
    gone = office.run("disposal", "carry-out", number, "--by", "1")
    assert gone.returncode == 0 and "バックアップには残っています" in gone.stdout
    verified = office.run("ledger", "verify")
    assert verified.returncode == 0, verified.stdout
    shown = office.run("register", "show", "event-reports").stdout
    assert "ヒミツノシラセ" not in shown and "新しい知らせ" in shown
    assert "ヒミツノシラセ".encode() not in bytes_of(office.data), "overwritten, not only unlinked"
    assert "廃棄した" in office.run("disposal", "list").stdout
    assert office.run("disposal", "propose", "--by", "1").returncode == 1, "nothing is left to propose"
    english = office.run("disposal", "propose", "--by", "1", "--language", "en")
    assert "Nothing is past its retention" in english.stderr


def test_a_backup_made_before_still_holds_it_and_one_made_after_does_not(office):
    office.run("disposal", "propose", "--by", "1")
    number = office.run("disposal", "list").stdout.split("\t")[0]
    hash = json.loads(office.run("disposal", "list", "--of", number, "--json").stdout)["hash"]
    office.run("disposal", "approve", number, "--by", "2", "--hash", hash)
    assert office.run("backup", office.folder / "before.tar").returncode == 0
    assert office.run("disposal", "carry-out", number, "--by", "1").returncode == 0
    assert office.run("backup", office.folder / "after.tar").returncode == 0
    for name, holds in [("before", True), ("after", False)]:
        copy = Organization(office.folder / name)
        copy.folder.mkdir()
        restored = copy.run("restore", office.folder / f"{name}.tar", "--key", office.data / "keys/ledger.key")
        assert restored.returncode == 0, restored.stdout + restored.stderr
        assert copy.run("ledger", "verify").returncode == 0
        assert ("ヒミツノシラセ" in copy.run("register", "show", "event-reports").stdout) is holds
