"""`logs detect` and `rules check`, as a person types them."""

import gzip
import json
import subprocess

from conftest import BINARY, ENVIRONMENT, toride

RULE = """title: A shell
id: 5e1f4c1e-8d0e-4f1e-9a63-0a1d1f1b8f11
author: Somebody
level: high
logsource: {category: process_creation, product: windows}
detection:
  selection: {Image|endswith: '\\sh.exe'}
  condition: selection
"""
EVENTS = [
    {"@timestamp": "2026-11-25T00:41:07Z", "Channel": "Microsoft-Windows-Sysmon/Operational", "EventID": 1, "Image": "C:\\SH.exe"},
    {"Channel": "Security", "EventID": 4688, "NewProcessName": "C:\\x\\sh.exe"},
    {"Channel": "Security", "EventID": 4689, "NewProcessName": "C:\\x\\sh.exe"},
    {"Channel": "Microsoft-Windows-Sysmon/Operational", "EventID": 1, "Image": "C:\\ash.exe.txt"},
]


def prepared(folder, rule=RULE):
    (folder / "rules/deep").mkdir(parents=True)
    (folder / "rules/deep/shell.yml").write_text(rule)
    (folder / "events.jsonl").write_text("\n".join(map(json.dumps, EVENTS)) + "\nno json")
    return folder / "rules"


def test_one_alert_a_line_with_author_and_place(folder):
    rules = prepared(folder)
    ran = toride("logs", "detect", folder / "events.jsonl", "--rules", rules)
    assert ran.returncode == 0, ran.stderr
    first, second = map(json.loads, ran.stdout.splitlines())
    assert first["rule"]["author"] == "Somebody" and first["rule"]["level"] == "high"
    assert first["@timestamp"] == "2026-11-25T00:41:07.000000Z"
    assert first["matched"] == {"Image": "C:\\SH.exe"}
    assert first["source"] == {"file": str(folder / "events.jsonl"), "line": 1}
    assert second["matched"] == {"NewProcessName": "C:\\x\\sh.exe"} and "@timestamp" not in second
    assert "読み切れなかった行が 1 行あります" in ran.stderr and "5 行目。logs.not-recognized" in ran.stderr


def test_lines_of_devices_packed_and_in_folders(folder):
    """Every format that `logs read` knows, under the names that it prints."""
    rules, logs = folder / "rules", folder / "logs"
    rules.mkdir()
    (rules / "proxy.yml").write_text(
        RULE.replace("category: process_creation, product: windows", "category: proxy").replace("{Image|endswith: '\\sh.exe'}", "{c-uri|contains: evil.example}")
    )
    (logs / "2026").mkdir(parents=True)
    squid = "1795568400.123     65 10.1.2.3 TCP_MISS/200 103701 GET http://evil.example/a - HIER_DIRECT/203.0.113.7 text/html\n"
    (logs / "2026/access.log.gz").write_bytes(gzip.compress(squid.encode()))
    fortigate = 'date=2026-11-25 time=10:00:00 devid="F" logid="1" srcip=10.1.2.3 hostname="x" url="/evil.example" tz="+0900"\n'
    (logs / "gate.log").write_text(fortigate.replace("evil", "good") + "\n" + fortigate)
    ran = toride("logs", "detect", logs, "--rules", rules)
    assert ran.returncode == 0, ran.stderr
    first, second = map(json.loads, ran.stdout.splitlines())
    assert first["source"] == {"file": str(logs / "2026/access.log.gz"), "line": 1}
    assert first["@timestamp"] == "2026-11-25T01:00:00.123000Z"
    assert second["source"] == {"file": str(logs / "gate.log"), "line": 3}
    assert second["matched"] == {"url.path": "/evil.example"}
    assert "squid 1" in ran.stderr and "fortigate 2" in ran.stderr


def test_standard_input_and_several_folders(folder):
    rules = prepared(folder)
    other = folder / "more"
    other.mkdir()
    (other / "end.yml").write_text(RULE.replace("A shell", "Ends").replace("5e1f", "6e1f").replace("sh.exe", ".txt"))
    text = (folder / "events.jsonl").read_text()
    for options in (["--rules", rules, other], ["--rules", rules, "--rules", other]):
        ran = subprocess.run(
            [BINARY, "logs", "detect", "-", *map(str, options)], input=text, env=ENVIRONMENT, capture_output=True, text=True,
            timeout=60,
        )
        assert ran.returncode == 0, ran.stderr
        assert len(ran.stdout.splitlines()) == 2, "the second rule wants \\.txt"


def test_check_says_what_is_refused_and_why(folder):
    rules = prepared(folder)
    good = toride("rules", "check", rules)
    assert good.returncode == 0 and "使えないもの 0 本" in good.stderr
    (rules / "bad.yml").write_text(RULE.replace("condition: selection", "condition: selektion").replace("5e1f", "7e1f"))
    bad = toride("rules", "check", rules, "--language", "en")
    assert bad.returncode == 1
    assert "no detection named selektion" in bad.stderr
    lines = toride("rules", "check", rules, "--json")
    assert json.loads(lines.stdout)["code"] == "condition"


def test_wrong_use_and_missing_places(folder):
    assert toride("rules", "check").returncode == 2
    assert toride("logs", "detect").returncode == 2
    rules = prepared(folder)
    gone = toride("logs", "detect", folder / "gone.jsonl", "--rules", rules)
    assert gone.returncode == 1 and "log-file.cannot-open" in gone.stderr
    assert toride("rules", "check", folder / "gone").returncode == 1
