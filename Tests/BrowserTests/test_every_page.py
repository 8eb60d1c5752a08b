"""Every page of the demonstration, for each role, at both widths."""

import pytest

from conftest import sign_in
from looks import is_in_order

OFFICE = [
    "/", "/policy", "/policy/clauses/6(6)", "/policy/bindings", "/policy/oddities", "/requirements",
    "/requirements/SEED-6(6)-b", "/requirements/SEED-7", "/ordinance", "/guideline", "/registers",
    "/registers/information-assets", "/registers/contracts", "/registers/people", "/registers/information-assets/new",
    "/revisions", "/revisions/new", "/audit", "/ledger", "/report", "/people", "/backup", "/account",
    "/account/password", "/search?q=救急", "/reading", "/reading/people", "/tell", "/tell?told=1",
    "/requirements/SEED-2(3)", "/requirements/SEED-6(3)-a", "/registers/staff-notices",
    "/registers/staff-notices/new", "/registers/event-reports", "/registers/contracts/conditions",
    "/registers/contracts/views", "/registers/contracts?totals=yes",
    "/rounds", "/rounds/new", "/disposal",
    "/alerts", "/monitoring", "/monitoring/sheets", "/monitoring/reports", "/rules", "/registers/log-sources", "/registers/rule-exceptions/new",
    "/rounds/new?kind=accounts", "/rounds/new?kind=privileged-accounts",
]
ROLES = {
    "shochou": ["/", "/policy", "/registers", "/registers/information-assets", "/reading", "/reading/people", "/tell", "/rounds", "/alerts"],
    "shokuin": ["/", "/policy", "/policy/clauses/6(6)", "/account", "/tell"],
    "settei": ["/", "/people", "/backup", "/account", "/tell"],
    "kansa": ["/", "/policy", "/requirements", "/audit", "/ledger", "/registers/answers", "/rounds", "/disposal", "/alerts", "/monitoring", "/monitoring/sheets", "/rules"],
}


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_the_offices_pages_are_in_order(demo_site, width, request):
    page = request.getfixturevalue(width)
    sign_in(page, demo_site)
    for path in OFFICE:
        answer = page.goto(demo_site.address + path)
        assert answer.status == 200, path
        is_in_order(page)


@pytest.mark.parametrize("login", sorted(ROLES))
def test_each_role_has_pages_in_order(demo_site, wide, login):
    sign_in(wide, demo_site, login)
    for path in ROLES[login]:
        answer = wide.goto(demo_site.address + path)
        assert answer.status == 200, path
        is_in_order(wide)


@pytest.mark.parametrize(
    "login, path",
    [
        ("shokuin", "/reading/people"), ("shokuin", "/registers/staff-notices"), ("settei", "/reading"),
        ("shokuin", "/registers/information-assets"), ("shokuin", "/audit"), ("shokuin", "/people"),
        ("shochou", "/people"), ("shochou", "/policy/bindings"), ("shochou", "/audit"),
        ("shokuin", "/rounds"), ("shokuin", "/alerts"), ("settei", "/alerts"), ("shochou", "/monitoring"), ("shochou", "/rules"), ("shochou", "/disposal"), ("settei", "/rounds"), ("kansa", "/rounds/new"), ("shochou", "/rounds/new"),
        ("kansa", "/people"), ("kansa", "/registers/information-assets/new"),
    ],
)
def test_what_a_role_may_not_is_refused_kindly(demo_site, wide, login, path):
    sign_in(wide, demo_site, login)
    answer = wide.goto(demo_site.address + path)
    assert answer.status in (403, 404), path
    is_in_order(wide)


def test_home_says_what_to_do_first(demo_site, wide):
    sign_in(wide, demo_site)
    text = wide.get_by_role("main").inner_text()
    for word in ["対応が必要", "まだ確認できない", "確認できた"]:
        assert word in text
    assert "%" not in text and "％" not in text, "never a percentage"
