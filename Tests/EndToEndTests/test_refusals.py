"""Garbage for every command: what is wrong use, what is a no, in both languages, and that nothing was changed by it."""

import json
import shutil

import pytest

from conftest import POLICY, toride

# What the program must never show a person who made a mistake.
ENTRAILS = ["Fatal", "Optional(", "nil", "Error Domain", "Swift", ".swift", "SELECT", "SQLITE", "Stack dump"]


def refused(answer, status, *named):
    assert answer.returncode == status, f"{answer.returncode}: {answer.stdout}{answer.stderr}"
    assert answer.stderr and all(str(name) in answer.stderr for name in named), answer.stderr
    assert not [word for word in ENTRAILS if word in answer.stderr], answer.stderr


@pytest.fixture
def words(first_organization, folder):
    """The words of a command with its stand-ins filled."""
    places = {"{data}": str(first_organization.data), "{folder}": str(folder), "{policy}": str(POLICY)}

    def fill(text):
        return [next((each.replace(key, value) for key, value in places.items() if key in each), each) for each in text.split(" ")]

    return fill


WRONG_USE = [
    ("init --data {folder}/new", "--name"),
    ("init --name 試験組合", "--data"),
    ("init --data {folder}/new --name 試験組合 more", "more"),
    ("assess --data {data} --on 2026-02-30", "2026-02-30"),
    ("assess --data {data} --on 令和8年13月1日", "令和8年13月1日"),
    ("assess --data {data} --on 明日", "明日"),
    ("assess --data {data} --known-at 昨日", "昨日"),
    ("assess --data {data} --known-at 2026-13-01T00:00:00Z", "2026-13-01T00:00:00Z"),
    ("assess --data {data} --seed 3", "--seed"),
    ("assess --data {data} more", "more"),
    ("policy", "policy"),
    ("policy adopt --data {data}", "ファイル"),
    ("policy adopt {policy} --data {data} --decided 2026/4/31", "2026/4/31"),
    ("policy adopt {policy} --data {data} --in-force いつか", "いつか"),
    ("policy adopt {policy} --data {data} --published 0", "0"),
    ("policy compare {policy}", "ファイル"),
    ("policy compare {policy} {policy} {policy}", "{policy}"),
    ("policy read {policy} --html", "--html"),
    ("register show --data {data}", "台帳"),
    ("register nonsense --data {data}", "nonsense"),
    ("register undo-import x --data {data}", "x"),
    ("ledger", "ledger"),
    ("ledger prove --data {data}", "番号"),
    ("ledger prove one --data {data}", "one"),
    ("backup --data {data}", "ファイル"),
    ("restore --data {folder}/new", "ファイル"),
    ("demo --data {folder}/new --seed many", "many"),
    ("serve --data {data} --port 65536", "65536"),
    ("serve --data {data} --port -1", "-1"),
    ("serve --data {data} --port http", "http"),
    ("doctor", "--data"),
    ("doctor --data {data} --data", "--data"),
]


@pytest.mark.parametrize("text, named", WRONG_USE, ids=[text for text, _ in WRONG_USE])
def test_wrong_use_is_two_and_names_it(words, text, named):
    refused(toride(*words(text)), 2, *words(named))


NO = [
    ("assess --data {folder}/nothing", "nothing"),
    ("register list --data {folder}/nothing", "nothing"),
    ("register show people --data {folder}/nothing", "nothing"),
    ("ledger verify --data {folder}/nothing", "nothing"),
    ("ledger checkpoint --data {folder}/nothing", "nothing"),
    ("backup {folder}/one.tar --data {folder}/nothing", "nothing"),
    ("serve --data {folder}/nothing --port 0", "nothing"),
    ("assess --data {policy}", "policy-revised.txt"),
    ("policy read {folder}/nothing.docx", "nothing.docx"),
    ("policy read {folder}", ""),
    ("policy adopt {folder}/nothing.docx --data {data}", "nothing.docx"),
    ("policy compare {policy} {folder}/nothing.docx", "nothing.docx"),
    ("register show nonsense --data {data}", "nonsense"),
    ("register import nonsense {policy} --data {data}", "nonsense"),
    ("register import people {folder}/nothing.xlsx --data {data}", "nothing.xlsx"),
    ("register export people {folder}/no/where.csv --data {data}", "where.csv"),
    ("register undo-import 999999 --data {data}", ""),
    ("ledger prove 999999 --data {data}", ""),
    ("ledger verify --data {data} --checkpoint {folder}/nothing.txt", "nothing.txt"),
    ("backup {policy}/where.tar --data {data}", "policy-revised.txt"),
    ("restore {folder}/nothing.tar --data {folder}/new", "nothing.tar"),
    ("restore {policy} --data {folder}/new", ""),
]


@pytest.mark.parametrize("text, named", NO, ids=[text for text, _ in NO])
def test_what_cannot_be_done_is_one_and_names_it(words, text, named):
    refused(toride(*words(text)), 1, *words(named))


@pytest.mark.parametrize("text", [text for text, _ in NO + WRONG_USE][::4])
def test_every_refusal_has_its_english(words, text):
    answer = toride(*words(text + " --language en"))
    assert answer.returncode in (1, 2)
    plain = answer.stderr
    for word in words(text):
        plain = plain.replace(word, "")
    kana = [letter for letter in plain if "ぁ" <= letter <= "ヶ"]
    assert not kana, answer.stderr


def test_a_checkpoint_that_is_none_is_named(first_organization):
    answer = first_organization.run("ledger", "verify", "--checkpoint", POLICY)
    assert answer.returncode == 1 and POLICY.name in answer.stdout + answer.stderr


def test_nothing_of_this_left_a_trace(first_organization, folder):
    """After all the refusals above, and some that come close to writing, the history is as long as it was."""
    own = first_organization.copy(folder)
    before = own.run("ledger", "checkpoint").stdout.splitlines()[1]
    assert own.run("register", "import", "people", POLICY).returncode == 1, "not one heading is known"
    own.put("people", {"name": "甲", "employment": "宇宙飛行士"}, expect=1)
    own.put("people", {"name": "甲", "employment": "regular", "unit": "どこでもない課"}, expect=1)
    own.put("people", {"name": "甲", "employment": "regular", "starts_on": "2026-04-01", "ends_on": "2026-03-31"}, expect=1)
    own.put("answers", {"requirement": "SEED-99", "outcome": "done", "done_on": "2026-04-01"}, expect=1)
    assert own.run("ledger", "checkpoint").stdout.splitlines()[1] == before


def test_a_garbled_sheet_is_refused_in_words(first_organization, folder):
    own = first_organization.copy(folder)
    for name, content in {"a.csv": b"", "b.csv": b"\xff\xfe\x00", "c.xlsx": b"PK\x03\x04 not a book", "d.csv": b"\x00" * 4096}.items():
        (folder / name).write_bytes(content)
        told = own.run("register", "import", "people", folder / name)
        assert told.returncode == 1 and "\0" not in told.stdout
        assert not [word for word in ENTRAILS if word in told.stdout + told.stderr]


def test_an_organization_is_not_made_over_another_or_into_somebody_elses_folder(first_organization, folder):
    own = first_organization.copy(folder)
    before = own.run("ledger", "checkpoint").stdout
    refused(own.run("init", "--name", "別の組合"), 1)
    backup = folder / "one.tar"
    assert own.run("backup", backup).returncode == 0
    refused(own.run("restore", backup), 1)
    assert own.run("ledger", "checkpoint").stdout.splitlines()[1] == before.splitlines()[1]
    other = folder / "other"
    other.mkdir()
    (other / "letter.txt").write_text("大事な手紙")
    refused(toride("restore", backup, "--data", other), 1)
    assert [each.name for each in other.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("words", [["--name", ""], ["--name", "　"], ["--name", "試験組合", "--kind", "会社"]])
def test_a_refused_beginning_leaves_nothing_behind(folder, words):
    refused(toride("init", "--data", folder / "new", *words), 2, words[-2])
    assert not (folder / "new").exists()
    assert toride("init", "--data", folder / "new", "--name", "試験組合").returncode == 0


def test_help_tells_every_command_and_its_options():
    for language, marks in {"ja": "基本方針", "en": "policy"}.items():
        told = toride("help", "--language", language)
        assert told.returncode == 0 and not told.stderr and marks in told.stdout
        for command in ["init", "policy read", "policy adopt", "policy compare", "assess", "register list", "register show",
                        "ledger verify", "ledger checkpoint", "ledger prove", "backup", "restore", "demo", "serve", "doctor"]:
            assert f"toride {command} " in told.stdout, command
            assert toride(*command.split(), "--help", "--language", language).returncode == 0


def test_the_json_of_a_policy_has_its_documented_shape():
    document = json.loads(toride("policy", "read", POLICY, "--json").stdout)
    assert {"title", "clauses", "definitions", "oddities"} <= set(document)

    def walk(clauses):
        for clause in clauses:
            yield clause
            yield from walk(clause["children"])

    for clause in walk(document["clauses"]):
        assert {"number", "path", "heading", "text", "line", "children"} <= set(clause)
    for definition in document["definitions"]:
        assert {"term", "meaning", "clause", "kind"} <= set(definition)
    for oddity in document["oddities"]:
        assert {"kind", "line", "message", "proposal"} <= set(oddity)
    paths = [clause["path"] for clause in walk(document["clauses"])]
    assert len(paths) == len(set(paths)), "a path names one clause"


def test_the_json_of_an_assessment_has_its_documented_shape(first_organization):
    told = first_organization.run("assess", "--json", "--on", "2026-05-01", "--language", "en")
    report = json.loads(told.stdout)
    assert told.returncode == 0 and report["version"] == 1 and report["on"] == "2026-05-01"
    for clause in report["clauses"]:
        assert {"path", "number", "heading", "verdict", "display", "counts", "requirements"} <= set(clause)
    for requirement in first_organization.judge(on="2026-05-01").requirements.values():
        assert {"id", "title", "verdict", "display", "reasonCode", "reason", "subjects", "counts", "evidence"} <= set(requirement)
        assert requirement["verdict"] in ("met", "not-met", "undetermined")
        for subject in requirement["subjects"]:
            assert {"register", "id", "label", "verdict", "reasonCode", "reason"} <= set(subject)


def test_a_damaged_data_folder_is_told_by_the_doctor(first_organization, folder):
    own = first_organization.copy(folder)
    assert own.run("doctor").returncode == 0
    shutil.rmtree(own.data / "keys")
    sick = own.run("doctor")
    assert sick.returncode == 1 and "鍵" in sick.stdout + sick.stderr
    (own.data / "toride.sqlite").write_bytes(b"not a database at all" * 500)
    for command in (["doctor"], ["assess"], ["ledger", "verify"]):
        told = own.run(*command)
        assert told.returncode == 1 and not [word for word in ("Fatal", "Error Domain") if word in told.stderr]
