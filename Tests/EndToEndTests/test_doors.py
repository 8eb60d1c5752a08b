"""What the server refuses: strangers, stale forms, other people's records, tricks with paths."""

import json
import re

from conftest import Browser, Server, passwords, toride

import pytest


@pytest.fixture(scope="module")
def server(demo):
    server = Server(demo)
    yield server
    server.stop()


def test_a_stranger_is_sent_to_the_door(server):
    for path in ["/", "/policy", "/registers/people", "/audit", "/people", "/backup", "/ledger"]:
        answer, _ = Browser(server).ask("GET", path)
        assert answer.status == 303 and answer.getheader("Location").split("?")[0] == "/sign-in", path


def test_every_answer_is_fenced(server):
    for path in ["/sign-in", "/nothing-here", "/assets/toride.css"]:
        answer, _ = Browser(server).ask("GET", path)
        policy = answer.getheader("Content-Security-Policy")
        assert "default-src 'none'" in policy and "unsafe-inline" not in policy
        assert answer.getheader("X-Content-Type-Options") == "nosniff"
    answer, _ = Browser(server).ask("GET", "/sign-in")
    cookie = answer.getheader("Set-Cookie")
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie


def test_a_form_without_its_token_is_refused(server, demo):
    browser = Browser(server)
    browser.sign_in("jimukyoku", passwords(demo)["jimukyoku"])
    answer, _ = browser.ask("POST", "/registers/sites/new", {"csrf": "0" * 64, "name": "偽"})
    assert answer.status == 403
    assert "偽" not in toride("register", "show", "sites", "--data", demo).stdout


@pytest.mark.parametrize(
    "path", ["/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fPackage.swift", "/registers/%00", "/policy/clauses/%ff", "/" + "a" * 5000]
)
def test_tricks_with_paths_lead_nowhere(server, demo, path):
    browser = Browser(server)
    browser.sign_in("jimukyoku", passwords(demo)["jimukyoku"])
    answer, text = browser.ask("GET", path)
    assert answer.status in (400, 404, 414) and "root:" not in text


def test_a_section_head_sees_the_own_unit_and_no_other(server, demo):
    browser = Browser(server)
    browser.sign_in("shochou", passwords(demo)["shochou"])
    _, text = browser.ask("GET", "/registers/information-assets")
    assert "中央消防署" in text and "養護老人ホーム せせらぎ荘" not in text.split("<table")[1]
    lines = toride("register", "show", "information-assets", "--data", demo).stdout.splitlines()
    other = next(line.split("\t")[0] for line in lines if "せせらぎ荘" in line)
    for method, path in [("GET", f"/registers/information-assets/records/{other}"), ("GET", f"/registers/information-assets/records/{other}/history")]:
        answer, text = browser.ask(method, path)
        assert answer.status == 404 and "せせらぎ荘" not in text
    answer, _ = browser.ask(
        "POST", f"/registers/information-assets/records/{other}/edit", {"csrf": browser.token, "name": "奪う"})
    assert answer.status == 404


@pytest.mark.parametrize("login", ["shokuin", "kansa"])
def test_readers_write_nothing(server, demo, login):
    browser = Browser(server)
    browser.sign_in(login, passwords(demo)[login])
    answer, _ = browser.ask("POST", "/registers/sites/new", {"csrf": browser.token, "name": f"{login} の施設"})
    assert answer.status == 403
    answer, _ = browser.ask("POST", "/policy/bindings", {"csrf": browser.token, "act": "remove"})
    assert answer.status == 403


def test_what_one_may_not_see_looks_like_what_is_not_there(server, demo):
    """Every record of every register, to every role: an answer that is no page of it tells nothing but that."""
    nothing = "01890000-0000-7000-8000-000000000000"
    registers = [each["name"] for each in json.loads(toride("register", "list", "--data", demo, "--json").stdout)]
    ids = {}
    for register in registers:
        lines = toride("register", "show", register, "--data", demo).stdout.splitlines()
        ids[register] = [line.split("\t")[0] for line in lines if re.match(r"[0-9a-f-]{36}\t", line)][::25]
    assert sum(len(each) for each in ids.values()) > 40
    hidden = 0
    for login, password in passwords(demo).items():
        browser = Browser(server)
        assert browser.sign_in(login, password) == 303
        for register in registers:
            for what in ["", "/history", "/edit", "/close"]:
                missing, text = browser.ask("GET", f"/registers/{register}/records/{nothing}{what}")
                assert missing.status in (403, 404), (login, register, what)
                for id_ in ids[register]:
                    answer, found = browser.ask("GET", f"/registers/{register}/records/{id_}{what}")
                    if answer.status == 200:
                        continue
                    hidden += 1
                    readable = what and browser.ask("GET", f"/registers/{register}/records/{id_}")[0].status == 200
                    if readable:
                        assert answer.status == 403, "what one may see and not write is refused"
                    else:
                        assert (answer.status, found) == (missing.status, text), (login, register, what)
    assert hidden > 100


def test_hammering_from_one_address_locks_nobody_else_out(server, demo):
    """As behind a relay on this machine, which names the browser's address."""
    def sign_in(address, password):
        browser = Browser(server)
        browser.ask("GET", "/sign-in")
        form = {"csrf": browser.token, "name": "jimukyoku", "password": password}
        return browser.ask("POST", "/sign-in", form, {"X-Forwarded-For": f"203.0.113.1, {address}"})[0].status

    # The first five are looked at; how many more are depends on how long a pause is against this machine's pace.
    answers = []
    while 429 not in answers and len(answers) < 12:
        answers.append(sign_in("192.0.2.66", f"guess {len(answers)}"))
    assert answers[:5] == [401] * 5 and answers[-1] == 429
    assert sign_in("192.0.2.10", passwords(demo)["jimukyoku"]) == 303
