"""Kept logs: taken in, asked, verified, given out with a proof, and disposed of."""

import datetime
import json
import sqlite3
import subprocess
import sys

import pytest

from conftest import REPOSITORY, toride
from organization import Organization

sys.path.append(str(REPOSITORY / "Tests/verifier"))
from verify_log_export import verify  # noqa: E402

TRAFFIC = (
    'date=2026-11-30 time=21:00:{:02} devname="FGT" devid="FGT60F" eventtime={}000000000 tz="+0900" '
    'logid="0000000013" type="traffic" subtype="forward" level="notice" vd="root" srcip=10.1.0.{} srcport=40001 '
    'dstip=203.0.113.9 dstport=443 proto=6 action="accept" policyid=3 policyname="出口" service="HTTPS" '
    "sentbyte=100 rcvdbyte=900"
)


@pytest.fixture
def office(folder):
    made = Organization(folder)
    assert made.run("init", "--name", "試験組合").returncode == 0
    lines = [TRAFFIC.format(second, 1796040000 + second, second % 7) for second in range(60)]
    made.log = folder / "utm.log"
    made.log.write_text("\n".join([*lines, "だれにも読めない行", "", "終わりに改行のない行"]))
    return made


def taken(office, *arguments):
    done = office.run("logs", "import", "--source", "本部のUTM", office.log, "--no-detection", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["files"][0]


def segment(office, ending):
    return next((office.data / "logs").glob("*/*/*" + ending))


def test_a_file_is_kept_to_the_byte_asked_verified_and_given_out(office):
    kept = taken(office)
    assert (kept["lines"], kept["notUnderstood"]) == (63, 2)
    found = office.run("logs", "search", "--address", "10.1.0.3", "--limit", "2", "--json")
    assert found.returncode == 0
    events = [json.loads(line) for line in found.stdout.splitlines()]
    assert [event["source"]["ip"] for event in events] == ["10.1.0.3"] * 2
    assert events[0]["@timestamp"] == "2026-11-30T12:00:59.000000Z"
    assert "9 件ありました" in found.stderr
    assert "読めない行" in office.run("logs", "search", "--text", "読めない").stdout
    assert "203.0.113.9\t60\t60000" in office.run("logs", "search", "--top", "destination").stdout
    assert "出口\t60" in office.run("logs", "search", "--rules-by-hour").stdout
    assert office.run("logs", "verify").returncode == 0
    hour = json.loads(office.run("register", "show", "log-hours", "--json").stdout)
    assert kept["root"] in json.dumps(hour)
    with sqlite3.connect(office.data / "toride.sqlite") as database:
        noted = database.execute("SELECT body FROM ledger_entries WHERE header LIKE '%logs.search%'").fetchall()
    assert "10.1.0.3" in str(noted), "who was looked for is noted"


def given_out(office, name="out"):
    taken(office)
    path = segment(office, ".seg")
    began = path.parent.name + "T" + path.name[:2]
    japan = datetime.datetime.fromisoformat(began + ":00+00:00") + datetime.timedelta(hours=9)
    out = office.folder / name
    done = office.run("logs", "export", "--source", "本部のUTM", "--hour", japan.strftime("%Y-%m-%dT%H"), out)
    assert done.returncode == 0, done.stderr
    return out


def test_an_hour_given_out_is_verified_by_us_and_by_a_program_of_its_own(office):
    out = given_out(office)
    assert verify(out) == office.log.read_bytes() + b"\n"
    assert toride("logs", "verify", "--export", out).returncode == 0
    for name in ("lines.log", "blocks.bin", "proof.json"):
        whole = (out / name).read_bytes()
        for at in range(40, len(whole), max(1, len(whole) // 25)):
            (out / name).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
            ours = toride("logs", "verify", "--export", out).returncode
            try:
                verify(out)
                theirs = 0
            except Exception:
                theirs = 1
            # Some bytes of the proof carry nothing: a blank, the number of the version.
            assert ours == theirs, f"{name}, byte {at}"
            assert ours == 1 or name == "proof.json", f"{name}, byte {at}"
        (out / name).write_bytes(whole)
    again = office.run("logs", "export", "--source", "本部のUTM", "--hour", "2020-01-01T00", out)
    assert again.returncode == 1 and "封をしたログはありません" in again.stderr


def test_what_was_changed_or_taken_away_is_named(office):
    taken(office)
    path = segment(office, ".seg")
    whole = path.read_bytes()
    path.write_bytes(whole[:200] + b"\x00" + whole[201:])
    changed = office.run("logs", "verify", "--json")
    assert changed.returncode == 1 and json.loads(changed.stdout)["findings"][0]["code"] in ("unreadable", "changed")
    searched = office.run("logs", "search", "--text", "UTM")
    assert searched.returncode == 1 and "壊れている" in searched.stderr
    path.unlink()
    gone = json.loads(office.run("logs", "verify", "--json").stdout)
    assert [finding["code"] for finding in gone["findings"]] == ["missing"]


def test_columns_are_made_anew(office):
    taken(office)
    before = office.run("logs", "search", "--address", "10.1.0.3", "--json").stdout
    segment(office, ".col").write_bytes(b"rubbish")
    assert office.run("logs", "search", "--address", "10.1.0.3", "--json").stdout == before
    assert "1 時間分の索引" in office.run("logs", "rebuild").stdout
    assert segment(office, ".col").stat().st_size > 100
    assert office.run("logs", "search", "--address", "10.1.0.3", "--json").stdout == before


def test_logs_past_their_retention_go_and_their_roots_stay(office):
    office.put("log-sources", {"name": "本部のUTM", "retention_days": "30"}, {"name": "プロキシ"})
    kept = taken(office)
    office.run("logs", "import", "--source", "プロキシ", office.log, "--no-detection")
    shim = office.folder / "shift_clock.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, REPOSITORY / "Tests/EndToEndTests/shift_clock.c"], check=True)
    later = {"LD_PRELOAD": str(shim), "TORIDE_CLOCK_SHIFT": str(32 * 86_400)}
    assert "0 時間分を消しました" in office.run("logs", "dispose").stdout
    assert "1 時間分が保存日数を過ぎています" in office.run("logs", "dispose", "--dry-run", **later).stdout
    assert office.run("logs", "verify").returncode == 0
    gone = office.run("logs", "dispose", **later)
    assert gone.returncode == 0 and kept["segment"] in gone.stdout
    assert not (office.data / "logs" / (kept["segment"] + ".seg")).exists()
    assert segment(office, ".seg"), "a source whose record says nothing keeps its logs"
    assert office.run("logs", "verify").returncode == 0
    assert kept["root"] in office.run("register", "show", "log-hours").stdout


def test_what_is_wrong_is_said(office):
    for words, said in [
        (("logs", "import", "--source", "x", "/nowhere.log"), "開けません"),
        (("logs", "search", "--source", "そんなもの"), "ログの送信元はありません"),
        (("logs", "listen"), "受け取り口がありません"),
    ]:
        done = office.run(*words)
        assert done.returncode == 1 and said in done.stderr, words
    for words in [
        ("logs", "search", "--from", "きのう"), ("logs", "search", "--top", "色"), ("logs", "search", "--limit", "-1"),
        ("logs", "listen", "--udp", "514"), ("logs", "export", "--source", "x", "--hour", "今", "out"),
        ("logs", "listen", "--tls", "127.0.0.1:0"), ("logs", "dispose", "--days", "0"),
    ]:
        assert office.run(*words).returncode == 2, words
    english = office.run("logs", "search", "--source", "nothing", "--language", "en")
    assert english.returncode == 1
