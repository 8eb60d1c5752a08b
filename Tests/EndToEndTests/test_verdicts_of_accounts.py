"""Leavers' accounts: who may still sign in on the last day, on the next, and when employed again."""

import re

import pytest

from conftest import Browser, Server
from organization import make_organization

ACCESS = "SEED-6(4)-b"
PASSWORD = "mizukage-no-hashi-7"
PEOPLE = [
    {"name": "甲", "staff_number": "17", "ends_on": "2026-03-31"},
    {"name": "丙", "staff_number": "18", "ends_on": "2026-03-31"},
    {"name": "丁", "ends_on": "2026-03-31"},
    {"name": "止", "ends_on": "2026-03-31"},
]
# Employed again: 甲 on the next day, 丙 a day later, 丁 without the number that says it is the same person.
AGAIN = [
    {"name": "甲", "staff_number": "17", "starts_on": "2026-04-01", "ends_on": "2027-03-31", "employment": "reappointed"},
    {"name": "丙", "staff_number": "18", "starts_on": "2026-04-02", "ends_on": "2027-03-31", "employment": "reappointed"},
    {"name": "丁", "starts_on": "2026-04-01", "ends_on": "2027-03-31", "employment": "reappointed"},
]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Five accounts: of the one who set it up, and four made on the page for them, one of which is stopped there."""
    office = make_organization(tmp_path_factory.mktemp("accounts"))
    office.people(*PEOPLE)
    server = Server(office.data)
    try:
        browser, link = Browser(server), server.setup_link()
        browser.ask("GET", link + "/1")
        steps = {
            1: {"name": "試験組合", "kind": "association"}, 4: {"units": "総務課"},
            5: {"person": "青木", "login": "aoki", "password": PASSWORD, "password-again": PASSWORD, "people": ""},
        }
        for step, form in steps.items():
            answer, text = browser.ask("POST", f"{link}/{step}", {"csrf": browser.token, **form})
            assert answer.status == 303, text
        assert browser.sign_in("aoki", PASSWORD) == 303
        for each in office.shown("people"):
            if each["name"] == "青木":
                continue
            form = {"act": "add", "login": f"a-{each['name']}", "person": each["id"], "role": "staff"}
            answer, text = browser.ask("POST", "/people", {"csrf": browser.token, **form})
            assert answer.status == 200, text
        stopped = {each["login"]: each["id"] for each in office.shown("accounts")}["a-止"]
        answer, _ = browser.ask("POST", "/people", {"csrf": browser.token, "act": "stop", "account": stopped})
        assert answer.status == 303
    finally:
        server.stop()
    for day in ("2026-01-10", "2026-03-20"):
        office.answer(ACCESS, day)
    return office


def test_the_last_day_is_in_service_the_next_is_not(office, folder):
    own = office.copy(folder)
    last, after = own.judge(on="2026-03-31"), own.judge(on="2026-04-01")
    assert last.verdict(ACCESS) == "met"
    assert after.verdict(ACCESS) == "not-met"
    assert set(after.short(ACCESS)) == {"a-甲", "a-丙", "a-丁"}, "the stopped one is in order"
    assert all("令和8年3月31日" in each["reason"] for each in after[ACCESS]["subjects"])


def test_who_is_employed_again_keeps_the_account_from_that_day(office, folder):
    own = office.copy(folder)
    own.people(*AGAIN)
    assert set(own.judge(on="2026-04-01").short(ACCESS)) == {"a-丙", "a-丁"}
    assert set(own.judge(on="2026-04-02").short(ACCESS)) == {"a-丁"}
    assert "a-甲" in own.judge(on="2027-04-01").short(ACCESS), "until the second term ends"


def test_what_is_found_here_outweighs_the_answer_and_replaces_it_never(office, folder):
    own = office.copy(folder)
    own.put("people", *({"name": each["name"], "ends_on": "2030-03-31"} for each in PEOPLE[:3]))
    assert own.judge(on="2026-04-01").verdict(ACCESS) == "met"
    assert own.judge(on="2026-08-01").verdict(ACCESS) != "met", "the answer for the other systems has run out"


def test_a_sheet_cannot_make_an_account_and_says_where_it_is_made(office, folder):
    own = office.copy(folder)
    told = own.put("accounts", {"login": "kyouyuu", "role": "office"}, expect=1)
    assert "専用の画面" in told and "列を足す" not in told
