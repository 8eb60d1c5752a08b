"""Our detection held against another implementation: pySigma's rules as SQL, run by SQLite.

Random rules are asked of random events both ways, and must be true of the same ones. What the other one is known to do
differently is left out of the random rules; each gap is listed here and has a test of its own in DetectionModifierTests.
"""

import json
import random
import re
import sqlite3

import pytest
import yaml
from conftest import toride

sigma_collection = pytest.importorskip("sigma.collection", reason="pySigma is not installed: scripts/setup-packages test")
sqlite_backend = pytest.importorskip("sigma.backends.sqlite", reason="pySigma's SQLite backend is not installed")

KNOWN_GAPS_OF_THE_ORACLE = [
    "an absent field and a null are one (IS NULL), so exists and null cannot differ: events here have no null",
    "only ASCII letters lose their case: texts here have no others in two cases",
    "a text is greater than every number: lt, lte, gt and gte are asked of numbers only",
    "the number 10 and the text '10' are different: numbers are asked of the number's field only",
    "week counts from the first Monday (%W), ours by ISO 8601: week is left out",
    "IPv6 networks become text patterns: cidr is asked with IPv4 only",
    "REGEXP is whatever the connection defines: here Python's re.search, in the syntax that both share",
    "a field with several values is one text: events here have single values",
    "keywords are looked for in one joined text: no keyword here could match across two values",
    "windash with more than three dashes is refused by both: values here have at most two",
]

WORDS = [
    "a", "Ab", "abc", "cmd.exe", "C:\\Windows\\cmd.exe", "\\cmd.exe", "\\\\host\\share", "50%", "a_b", "[x]", "x'y", " -f ",
    "/f", "-enc", "あ", "foo bar", "1", "10", "",
]
TEXTS = [
    *WORDS, "ABC", "AbC -f foo", "xabcx", "C:\\WINDOWS\\CMD.EXE /f", "a%b", "aXb", "a*b", "a?b", "foo -enc bar", "cABpAG4AZw",
    "Zm9vYmFy", "xZm9vYmFyx", "[X]", "foo  bar", "あい", "X'Y",
]
ADDRESSES = ["10.0.0.1", "10.1.2.3", "192.168.1.77", "192.168.200.1", "8.8.8.8"]
TIMES = ["2026-11-25T09:41:00", "2026-11-25 23:00:59", "2025-02-01T00:00:00"]
TEXT_MODIFIERS = [
    "", "", "", "|contains", "|contains", "|startswith", "|endswith", "|cased", "|contains|cased", "|startswith|cased", "|neq",
    "|contains|neq", "|windash", "|contains|windash", "|base64|contains", "|wide|base64offset|contains",
]


def escaped(source, word):
    """A word as a rule writes it: sometimes with wildcards, always with its own ones escaped."""
    text = re.sub(r"([*?])", r"\\\1", word)
    text = re.sub(r"\\(?=\\)|\\$", r"\\\\", text) if source.random() < 0.3 else text
    if len(text) > 2 and "\\" not in text and source.random() < 0.3:
        place = source.randrange(1, len(text))
        text = text[:place] + source.choice("*?") + text[place + source.randrange(2) :]
    return text


def item(source):
    kind = source.randrange(14)
    if kind == 0:
        return f"n|{source.choice(['lt', 'lte', 'gt', 'gte'])}", source.randrange(-2, 15)
    if kind == 1:
        return "n", [source.randrange(0, 12) for _ in range(source.randrange(1, 3))]
    if kind == 2:
        return "ip|cidr", source.choice(["10.0.0.0/8", "10.0.0.0/30", "192.168.0.0/17", "0.0.0.0/0", "8.8.8.8/32"])
    if kind == 3:
        return source.choice([("t|hour", 9), ("t|minute", 0), ("t|day", 25), ("t|month", 2), ("t|year", 2026)])
    if kind == 4:
        pattern = source.choice(["^a", "b+c$", "[A-Z]b", r"\.exe", "foo|bar", r"\s-\w", "x.y", r"\\cmd"])
        return f"f{source.randrange(3)}|re{source.choice(['', '|i'])}", pattern
    if kind == 5:
        part = source.choice(["", "|startswith", "|endswith", "|contains"])
        return f"f{source.randrange(3)}|fieldref{part}", f"f{source.randrange(3)}"
    if kind == 6:
        return f"f{source.randrange(3)}|exists", source.random() < 0.5
    if kind == 7:
        return f"f{source.randrange(3)}", None
    modifier = source.choice(TEXT_MODIFIERS)
    values = [escaped(source, source.choice(WORDS)) for _ in range(source.randrange(1, 4))]
    if "base64" in modifier:
        values = ["foobar", "ping"][: source.randrange(1, 3)]
    elif "windash" in modifier:
        values = [" -f ", "-enc", "a -f /b"][: source.randrange(1, 4)]
    elif modifier:
        values = [value for value in values if value] or ["a"]
    if len(values) > 1 and "neq" not in modifier and source.random() < 0.3:
        modifier += "|all"
    return f"f{source.randrange(3)}{modifier}", values if len(values) > 1 else values[0]


def rule(source, number):
    detections = {}
    for name in ("sel_a", "sel_b", "other"):
        chosen = source.randrange(8)
        if chosen == 0:
            detections[name] = [source.choice(["cmd.exe", "foo", "-enc", "nothing"]) for _ in range(2)]
        elif chosen == 1:
            detections[name] = [dict([item(source)]), dict([item(source)])]
        else:
            detections[name] = dict(item(source) for _ in range(source.randrange(1, 4)))
    detections["condition"] = source.choice(
        [
            "sel_a and sel_b and not other", "1 of sel_*", "all of sel_* or other", "not sel_a and (sel_b or other)", "sel_a",
            "1 of them", "all of them", "sel_a or sel_b and not other", "not 1 of sel_*", "not (sel_a and not other)",
        ]
    )
    return {"title": f"r{number}", "id": f"00000000-0000-4000-8000-{number:012d}", "logsource": {"product": "test"},
            "detection": detections, "level": "low"}


def event(source):
    made = {f"f{number}": source.choice(TEXTS) for number in range(3) if source.random() < 0.8}
    if source.random() < 0.8:
        made["n"] = source.randrange(-3, 16)
    if source.random() < 0.8:
        made["ip"] = source.choice(ADDRESSES)
    if source.random() < 0.8:
        made["t"] = source.choice(TIMES)
    return made


FIELDS = ["f0", "f1", "f2", "n", "ip", "t"]


def database(events):
    connection = sqlite3.connect(":memory:")
    connection.create_function(
        "REGEXP", 2, lambda pattern, text: text is not None and re.search(pattern, str(text)) is not None
    )
    columns = ", ".join(f"{name} COLLATE NOCASE" for name in FIELDS)
    connection.execute(f"CREATE TABLE logs ({columns}, everything TEXT COLLATE NOCASE, kind, user, timestamp)")
    for made in events:
        everything = "\n".join(str(value) for value in made.values())
        values = [made.get(name) for name in FIELDS] + [everything] + [made.get(x) for x in ("kind", "user", "timestamp")]
        connection.execute(f"INSERT INTO logs VALUES ({', '.join('?' * len(values))})", values)
    return connection


def backend(**options):
    return sqlite_backend.sqliteBackend(collate_nocase=True, fulltext_field="everything", **options)


def found_by_us(folder, rules, events):
    (folder / "rules").mkdir(exist_ok=True)
    for number, made in enumerate(rules):
        text = made if isinstance(made, str) else yaml.safe_dump(made, allow_unicode=True, sort_keys=False)
        (folder / f"rules/{number}.yml").write_text(text)
    lines = "\n".join(json.dumps(made, ensure_ascii=False) for made in events)
    (folder / "events.jsonl").write_text(lines + "\n")
    ran = toride("logs", "detect", folder / "events.jsonl", "--rules", folder / "rules", "--pipeline", "none")
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()], ran.stderr


@pytest.mark.parametrize("seed", [20261125, 4, 8])
def test_random_rules_are_true_of_the_same_events(folder, seed):
    source = random.Random(seed)
    rules = [rule(source, number) for number in range(500)]
    events = [event(source) for _ in range(200)]
    alerts, told = found_by_us(folder, rules, events)
    ours = {}
    for alert in alerts:
        ours.setdefault(alert["rule"]["title"], set()).add(alert["source"]["line"])
    connection = database(events)
    refused, compared, matches = 0, 0, 0
    for made in rules:
        text = yaml.safe_dump(made, allow_unicode=True, sort_keys=False)
        try:
            queries = backend().convert(sigma_collection.SigmaCollection.from_yaml(text))
        except Exception as error:  # the oracle refuses: then we may do so as well
            assert f"「{made['title']}」" in told or "not supported" in str(error), f"only the oracle refuses: {error}\n{text}"
            refused += 1
            continue
        assert f"「{made['title']}」" not in told, f"only we refuse\n{told}\n{text}"
        theirs = {
            row[0] for query in queries for row in connection.execute(query.replace("SELECT *", "SELECT rowid", 1))
        }
        mine = ours.get(made["title"], set())
        compared += 1
        matches += len(theirs)
        for number in sorted(theirs ^ mine)[:1]:
            side = "only the oracle" if number in theirs else "only we"
            pytest.fail(f"seed {seed}: {side} match\n{json.dumps(events[number - 1], ensure_ascii=False)}\n{text}\n{queries}")
    assert compared > 450 and matches > 1000, (compared, refused, matches)


CORRELATED = [
    {"title": name, "name": name, "logsource": {"product": "test"}, "detection": {"s": {"kind": name}, "condition": "s"}}
    for name in ("fail", "success", "scan")
]


@pytest.mark.parametrize(
    "correlation",
    [
        {"type": "event_count", "rules": ["fail"], "condition": {"gte": 3}},
        {"type": "event_count", "rules": ["fail", "scan"], "condition": {"gt": 4}},
        {"type": "value_count", "rules": ["fail"], "condition": {"field": "f0", "gte": 3}},
        {"type": "temporal", "rules": ["fail", "success", "scan"]},
        {"type": "temporal_ordered", "rules": ["scan", "fail", "success"]},
        {"type": "value_sum", "rules": ["fail"], "condition": {"field": "n", "gte": 25}},
    ],
    ids=lambda correlation: correlation["type"] + str(len(correlation["rules"])),
)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_correlations_become_true_for_the_same_groups(folder, correlation, seed):
    """When an alert begins anew is ours to say; for which groups there is one at all is not."""
    source = random.Random(seed)
    events, moment = [], 0
    for _ in range(150):
        moment += source.randrange(1, 12)
        stamp = f"2026-11-25T{moment // 3600:02}:{moment // 60 % 60:02}:{moment % 60:02}Z"
        events.append(
            {"@timestamp": stamp, "timestamp": stamp, "kind": source.choice(["fail", "success", "scan", "calm", "calm"]),
             "user": f"u{source.randrange(18)}", "f0": source.choice("abcde"), "n": source.randrange(1, 15)}
        )
    correlated = {"title": "c", "correlation": {**correlation, "group-by": ["user"], "timespan": "60s"}}
    documents = "---\n".join(yaml.safe_dump(made, sort_keys=False) for made in [*CORRELATED, correlated])
    alerts, _ = found_by_us(folder, [documents], events)
    ours = {alert["matched"]["user"] for alert in alerts if "correlation" in alert}
    connection = database(events)
    queries = backend().convert(sigma_collection.SigmaCollection.from_yaml(documents))
    # Rules that the correlation does not name have a query of their own before it.
    cursor = connection.execute(queries[-1])
    place = [column[0] for column in cursor.description].index("group_keys")
    theirs = {next(iter(json.loads(row[place]).values())) for row in cursor}
    assert ours == theirs, f"seed {seed}: only the oracle {theirs - ours}, only we {ours - theirs}"
