"""The demonstration has something to say, and the eight fields and the guideline's chapters say the same as the clauses."""

import json
import re
import urllib.parse
from collections import Counter

import pytest
import yaml

from conftest import REPOSITORY, Browser, Server, passwords
from organization import rolled_up


def test_it_is_as_large_as_an_association_of_six_towns(pristine_demo):
    shown = {name: pristine_demo.shown(name) for name in ("people", "information-assets", "contracts", "networks", "sites")}
    assert [len(each) for each in shown.values()][:4] == [320, 400, 40, 2]
    assert Counter(each["exposure"] for each in shown["networks"]) == {"internet-facing": 1, "closed": 1}
    towns = {re.match(r".+?[市町村]", each["address"]).group() for each in shown["sites"]}
    assert len(towns) == 6, towns
    names = " ".join(each["name"] for each in shown["sites"])
    for place in ("消防", "診療所", "斎場", "せせらぎ荘"):
        assert place in names


def test_its_flaws_are_found(pristine_demo):
    judged = pristine_demo.judge()
    assert {"ended", "section-vacant"} & set(judged.short("SEED-3").values()), "a role is vacant"
    assert "unrated" in judged.short("SEED-2(4)").values()
    assert "clauses-missing" in judged.short("SEED-6(6)-b").values()
    assert judged["SEED-7"]["reasonCode"] == "year-missed" and judged["SEED-7"]["due"] < judged.report["on"]
    assert {each["verdict"] for each in judged.requirements.values()} == {"met", "not-met", "undetermined"}
    assert pristine_demo.run("ledger", "verify").returncode == 0


WORDS = {"確認できた": "met", "期限前": "met", "対象なし": "met", "対応が必要": "not-met", "まだ確認できない": "undetermined"}


@pytest.fixture(scope="module")
def pages(demo):
    server = Server(demo)
    try:
        browser = Browser(server)
        assert browser.sign_in("kansa", passwords(demo)["kansa"]) == 303
        yield {path: browser.ask("GET", path)[1] for path in ("/ordinance", "/guideline")}
    finally:
        server.stop()


@pytest.mark.parametrize("path, scheme, count", [("/ordinance", "ordinance", 8), ("/guideline", "guideline", 9)])
def test_the_law_and_the_guideline_roll_up_like_the_clauses(pristine_demo, pages, path, scheme, count):
    """Each part has the word that its requirements give it, and no requirement of it is left out."""
    asked = {}
    for file in sorted((REPOSITORY / "Content/requirements").glob("*.yaml")):
        for each in yaml.safe_load(file.read_text()).get("requirements", []):
            for kind in ("found", "own-unverified"):
                for place in each["crosswalk"].get(kind, {}).get(scheme, []):
                    if each.get("judged", True):
                        asked.setdefault(str(place).split(".")[0], set()).add(each["id"])
    judged = pristine_demo.judge()
    parts = pages[path].split('<section class="card">')[1:]
    assert len(parts) == count
    for part in parts:
        number = re.search(r"<h2>第(\d+)", part).group(1)
        head, rows = part.split("<details>")
        links = re.findall(r"</svg>([^<]+)</span>　<a href=\"/requirements/([^\"]+)\"", rows)
        told = [(word, urllib.parse.unquote(id)) for word, id in links]
        assert {id for _, id in told} >= asked[number], number
        verdicts = {judged.verdict(id) for word, id in told if word != "施行前"}
        for word, id in told:
            assert word == "施行前" or WORDS[word] == judged.verdict(id), id
        shown = re.search(r"</svg>([^<]+)</span></div>", head).group(1)
        assert WORDS[shown] == rolled_up(verdicts), number


def test_a_day_of_logs_is_kept_and_what_hides_in_it_is_raised(pristine_demo):
    verified = pristine_demo.run("logs", "verify", "--json")
    assert verified.returncode == 0, verified.stdout
    said = json.loads(verified.stdout)
    assert said["records"] > 40_000 and said["segments"] > 60
    alerts = pristine_demo.shown("alerts")
    assert 5 <= sum(each["state"] == "new" for each in alerts) <= 10, Counter(each["title"] for each in alerts)
    assert all(each["what"] and each["why"] and each["first_step"] for each in alerts)
    found = pristine_demo.run("logs", "search", "--domain", "rnizukage-kouiki.example", "--json", "--limit", "5")
    assert found.returncode == 0 and "rnizukage" in found.stdout
