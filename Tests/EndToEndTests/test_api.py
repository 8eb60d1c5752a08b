"""The API from outside: tokens made in a page, the served document held against the server, limits."""

import json
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from conftest import Browser, Server, passwords, toride

CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "unsupported_method", "allow_header_conformance", "ignored_auth",
]
# Of every kind one: all fields, links, a register that only acts of its own write, one that is mostly hidden.
REGISTERS = ["sites", "people", "information-assets", "event-reports", "policy-revisions", "accounts"]


@pytest.fixture(scope="module")
def served(demo):
    server = Server(demo, arguments=["--api-calls", "1000000"])
    yield demo, server
    server.stop()


def token(data, server, scope="write", login="jimukyoku", **more):
    browser = Browser(server)
    assert browser.sign_in(login, passwords(data)[login]) == 303
    form = {"csrf": browser.token, "act": "make", "name": "試験", "scope": scope, "ends_on": "令和9年3月31日", **more}
    answer, text = browser.ask("POST", "/account/tokens", form)
    found = re.search(r"toride_[0-9a-f]{64}", text)
    assert answer.status == 200 and found, text
    return found.group(0)


def call(server, secret, method, path, body=None, kind="application/json"):
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}/api/v1{path}", method=method)
    request.add_header("Authorization", "Bearer " + secret)
    if body is not None:
        request.data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request.add_header("Content-Type", kind)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


def test_no_call_is_answered_in_a_way_that_the_document_does_not_name(served, tmp_path):
    data, server = served
    secret = token(data, server)
    paths = "|".join(REGISTERS)
    ran = subprocess.run(
        [
            Path(sys.executable).with_name("schemathesis"), "run", f"http://127.0.0.1:{server.port}/api/v1/openapi.json",
            "--header", f"Authorization: Bearer {secret}", "--checks", ",".join(CHECKS),
            "--phases", "examples,coverage,fuzzing", "--max-examples", "8", "--seed", "20260401", "--no-shrink",
            "--workers", "1", "--warnings", "off", "--suppress-health-check", "all",
            "--include-path-regex", rf"^/(registers|search)$|^/registers/({paths})/",
        ],
        cwd=tmp_path, capture_output=True, text=True, timeout=540,
    )
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]
    assert toride("ledger", "verify", "--data", data).returncode == 0


def test_a_workbook_goes_out_and_in_and_the_history_tells_of_both(served):
    data, server = served
    secret = token(data, server)
    status, book = call(server, secret, "POST", "/registers/sites/export?format=xlsx")
    assert status == 200 and book[:2] == b"PK"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    status, answer = call(server, secret, "POST", "/registers/sites/import?dry_run=true", book, kind)
    plan = json.loads(answer)
    assert status == 200 and plan["new"] == plan["changed"] == 0 and plan["unchanged"] > 0 and not plan["refused"]


def test_a_section_head_s_program_sees_what_the_section_head_sees(served):
    data, server = served
    whole = json.loads(call(server, token(data, server, "read"), "GET", "/registers/information-assets/records")[1])
    part = json.loads(
        call(server, token(data, server, "read", login="shochou"), "GET", "/registers/information-assets/records")[1])
    assert 0 < part["total"] < whole["total"]
    word = urllib.parse.quote("の")
    found = [
        json.loads(call(server, token(data, server, "read", login=login), "GET", f"/search?q={word}")[1])
        for login in ("jimukyoku", "shochou")
    ]
    totals = [{each["name"]: each["total"] for each in answer["registers"]} for answer in found]
    assert all(totals[1][name] <= totals[0][name] for name in totals[1])


def test_a_record_is_added_and_changed_on_the_command_line(demo):
    added = toride("register", "add", "--data", demo, "sites", "名称=電話で作る施設", "address=甲1丁目", "--json")
    assert added.returncode == 0, added.stderr
    record = json.loads(added.stdout)
    changed = toride("register", "change", "--data", demo, "sites", record["id"], "所在地=乙2丁目", "--version", record["version"])
    assert changed.returncode == 0, changed.stderr
    late = toride("register", "change", "--data", demo, "sites", record["id"], "所在地=丙", "--version", record["version"])
    assert late.returncode == 1 and "register.conflict" in late.stderr
    shown = toride("register", "show", "--data", demo, "sites").stdout
    line = next(line for line in shown.splitlines() if record["id"] in line)
    assert "電話で作る施設" in line and "乙2丁目" in line
    asset = toride(
        "register", "add", "--data", demo, "information-assets", "名称=鍵の台帳", "所管所属=消防署", "機密性=2", "確認日=R8.4.1")
    assert asset.returncode in (0, 1)
    wrong = toride("register", "add", "--data", demo, "sites", "なまえ")
    assert wrong.returncode == 2
    unknown = toride("register", "add", "--data", demo, "accounts", "login=x")
    assert unknown.returncode == 1 and "register.kept-elsewhere" in unknown.stderr


def test_the_same_words_find_the_same_on_the_command_line(demo):
    found = toride("search", "--data", demo, "救急", "--json")
    answer = json.loads(found.stdout)
    assert found.returncode == 0 and answer["registers"] and answer["words"] == ["救急"]
    two = json.loads(toride("search", "--data", demo, "救急", "記録", "--json").stdout)
    assert sum(each["total"] for each in two["registers"]) <= sum(each["total"] for each in answer["registers"])
    assert toride("search", "--data", demo, "ｾﾞｯﾀｲﾅｲ言葉").returncode == 1
