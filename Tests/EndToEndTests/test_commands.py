"""Commands, exit statuses and shapes, as they are documented."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from conftest import BINARY, ENVIRONMENT, POLICY, REPOSITORY, toride

SHARED = Path(os.environ.get("TORIDE_SHARED", REPOSITORY.parent / "shared")) / "inputs"


def test_the_whole_line_from_text_to_restore(folder):
    data = folder / "data"
    assert toride("init", "--data", data, "--name", "試験組合").returncode == 0
    assert toride("init", "--data", data, "--name", "試験組合").returncode == 1
    adopted = toride("policy", "adopt", "--data", data, POLICY, "--organ", "管理者", "--decided", "令和8年4月1日")
    assert adopted.returncode == 0 and "公表日" in adopted.stdout, "what is not given is recorded as unknown"
    answer = toride("assess", "--data", data, "--json")
    report = json.loads(answer.stdout)
    assert {"on", "clauses", "totals"} <= report.keys()
    assert {"path", "number", "heading", "verdict", "requirements"} <= report["clauses"][0].keys()
    assert {each["path"] for each in report["clauses"]} >= {"1", "2(4)", "6(6)", "10"}
    verdicts = {each["verdict"] for clause in report["clauses"] for each in clause["requirements"]}
    assert verdicts == {"undetermined"} or "met" not in verdicts, "unknown is never a pass"
    listed = toride("register", "list", "--data", data, "--json")
    assert "information-assets" in {each["name"] for each in json.loads(listed.stdout)}
    assert toride("ledger", "verify", "--data", data).returncode == 0
    kept = folder / "checkpoint.txt"
    kept.write_text(toride("ledger", "checkpoint", "--data", data).stdout)
    assert toride("ledger", "verify", "--data", data, "--checkpoint", kept).returncode == 0
    proof = json.loads(toride("ledger", "prove", "--data", data, "3").stdout)
    assert proof["entry"] == 3 and proof["path"]
    assert toride("backup", "--data", data, folder / "one.tar").returncode == 0
    restored = toride("restore", folder / "one.tar", "--data", folder / "new", "--key", data / "keys/ledger.key")
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert toride("ledger", "verify", "--data", folder / "new", "--checkpoint", kept).returncode == 0
    assert toride("doctor", "--data", folder / "new").returncode == 0


@pytest.mark.parametrize(
    "words, named",
    [
        (["nonsense"], "nonsense"), (["assess"], "--data"), (["assess", "--nonsense"], "--nonsense"),
        (["assess", "--data"], "--data"), (["register"], "register list"), (["assess", "--language", "xx"], "xx"),
        (["init", "--data", "x", "--name", "y", "--kind", "z"], "z"), (["policy", "read"], "ファイル"), (["policy", "read", "a", "b"], "b"),
    ],
)
def test_wrong_use_names_what_is_wrong(words, named):
    answer = toride(*words)
    assert answer.returncode == 2 and named in answer.stderr


def test_a_reader_that_leaves_early_ends_the_output_quietly():
    reader, writer = os.pipe()
    os.close(reader)
    try:
        words = [BINARY, "policy", "read", str(POLICY), "--json"]
        answer = subprocess.run(words, env=ENVIRONMENT, stdout=writer, stderr=subprocess.PIPE, timeout=60)
    finally:
        os.close(writer)
    assert (answer.returncode, answer.stderr) == (0, b"")


def test_what_is_refused_is_said_in_english_too(folder):
    refused = toride("--language", "en", "assess", "--data", folder / "nothing")
    assert refused.returncode == 1 and "no organization" in refused.stderr
    assert refused.stderr.isascii() or str(folder) in refused.stderr


def test_help_speaks_two_languages():
    assert "基本方針" in toride("help").stdout
    assert "policy" in toride("help", "--language", "en").stdout
    assert "There is no command" in toride("nonsense", LANG="en_US.UTF-8").stderr


@pytest.mark.parametrize(
    "name, content",
    [
        ("empty.txt", b""), ("binary.txt", bytes(range(256)) * 40), ("huge.txt", "あ".encode() * 7_500_000),
        ("broken.docx", b"PK\x03\x04broken"), ("broken.pdf", b"%PDF-1.7\nbroken"),
    ],
)
def test_a_file_that_is_no_policy_gets_a_clear_error(folder, name, content):
    (folder / name).write_bytes(content)
    answer = toride("policy", "read", folder / name)
    assert answer.returncode == 1 and name in answer.stderr + answer.stdout
    assert "Fatal" not in answer.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc-jp"])
def test_a_policy_is_read_in_any_encoding(folder, encoding):
    (folder / "policy.txt").write_bytes(POLICY.read_text().encode(encoding))
    document = json.loads(toride("policy", "read", folder / "policy.txt", "--json").stdout)
    assert document["title"].startswith("みずかげ広域行政組合")
    assert {"title", "clauses", "definitions", "oddities"} <= document.keys()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared inputs are not there")
def test_the_real_policy_has_its_thirty_six_nodes():
    real = next(SHARED.glob("*.txt"))
    document = json.loads(toride("policy", "read", real, "--json").stdout)
    paths = []

    def walk(clauses):
        for clause in clauses:
            paths.append(clause["path"])
            walk(clause["children"])

    walk(document["clauses"])
    assert len(paths) == 36 and {"序2(1)", "2(4)", "6(6)"} <= set(paths)


def test_the_same_seed_gives_the_same_records(demo, folder):
    assert toride("demo", "--data", folder / "data").returncode == 0
    tables = []
    for data in (demo, folder / "data"):
        lines = toride("register", "show", "information-assets", "--data", data).stdout.splitlines()
        tables.append(sorted(line.split("\t", 2)[1] for line in lines))
    assert tables[0] == tables[1] and len(tables[0]) == 401
    assert toride("demo", "--data", demo).returncode == 0, "twice works twice"
