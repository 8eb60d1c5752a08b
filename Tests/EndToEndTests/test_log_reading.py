"""`logs read`, as a person types it."""

import json
import subprocess

from conftest import BINARY, ENVIRONMENT, toride

LINE = 'date=2026-11-25 time=10:00:00 devid="F" logid="1" srcip=192.0.2.1 tz="+0900" msg="あいう"'


def test_one_event_a_line_and_what_was_not_understood(folder):
    log = folder / "gate.log"
    log.write_text("\n".join([LINE, LINE + ' user="never closed', "", "what is this?", LINE]) + "\n")
    ran = toride("logs", "read", log)
    events = list(map(json.loads, ran.stdout.splitlines()))
    assert ran.returncode == 1, "a line was not understood"
    assert [event["toride"]["line"] for event in events] == [1, 2, 4, 5]
    assert events[0]["@timestamp"] == "2026-11-25T01:00:00.000000Z" and events[0]["source"]["ip"] == "192.0.2.1"
    assert events[0]["log"]["file"]["path"] == str(log) and "original" not in events[0]["event"]
    assert events[1]["error"]["code"] == "logs.unclosed-quote" and events[1]["event"]["original"].startswith("date=")
    assert events[2]["error"]["code"] == "logs.not-recognized" and events[2]["event"]["original"] == "what is this?"
    assert "fortigate 3" in ran.stderr and "引用符が閉じていません：1 行（2 行目" in ran.stderr
    english = toride("logs", "read", log, "--language", "en")
    assert "a quote is not closed: 1 (line 2" in english.stderr


def test_the_original_a_named_format_a_mapping_and_a_year(folder):
    log = folder / "own.jsonl"
    log.write_text('{"いつ":"2026-11-25T10:00:00+09:00","端末":"192.0.2.1"}\n')
    (folder / "map.json").write_text('{"time":"いつ","fields":{"端末":"source.ip"}}')
    mapped = json.loads(toride("logs", "read", log, "--mapping", folder / "map.json", "--original").stdout)
    assert mapped["source"]["ip"] == "192.0.2.1" and mapped["@timestamp"] == "2026-11-25T01:00:00.000000Z"
    assert mapped["event"]["original"] == log.read_text().rstrip()
    assert toride("logs", "read", log, "--format", "nothing").returncode == 2
    log.write_text("Jan  1 00:00:01 host prog: text\n")
    stamped = json.loads(toride("logs", "read", log, "--year-from", "2020-06-01").stdout)
    assert stamped["@timestamp"] == "2019-12-31T15:00:01.000000Z"
    assert stamped["timestamp_assumed"] == "year 2020 assumed; zone +09:00 assumed"


def test_standard_input_and_a_reader_that_goes_away(folder):
    ran = subprocess.run(
        [BINARY, "logs", "read", "-"], input=LINE, env=ENVIRONMENT, capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0 and json.loads(ran.stdout)["log"]["file"]["path"] == "-"
    (folder / "long.log").write_text((LINE + "\n") * 20_000)
    piped = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"'{BINARY}' logs read '{folder}/long.log' | head -n 1"], env=ENVIRONMENT,
        capture_output=True, text=True, timeout=60,
    )
    assert piped.returncode == 0 and len(piped.stdout.splitlines()) == 1 and piped.stderr == ""
