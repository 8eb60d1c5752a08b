"""Assets of each section, their three axes, the closed network and the one exit: what holds on which day."""

import pytest

SECTIONS, RATINGS, CLOSED, EXIT, SIGNED = "SEED-2(3)", "SEED-2(4)", "SEED-2(6)-a", "SEED-6(1)-b", "SEED-6(1)-a"
RATED = {
    "keeper": "総務課", "confidentiality": "3B", "confidentiality_reason": "病歴が含まれるため", "integrity": "2",
    "integrity_reason": "搬送先を誤るため", "availability": "1", "availability_reason": "一日は紙で足りるため",
}


# A section with no assets at all.


def test_a_section_without_assets_is_undetermined_whatever_others_have(organization):
    organization.put("organization-units", {"name": "消防署", "keeps_assets": "yes"}, {"name": "倉庫", "keeps_assets": "no"})
    organization.put("information-assets", {"name": "搬送記録", "classified_on": "2026-05-01", **RATED})
    judged = organization.judge(on="2026-05-01")
    assert judged.verdict(SECTIONS) == "undetermined"
    assert judged.states(SECTIONS) == {"消防署": "undetermined"}, "倉庫 keeps none and 総務課 has one"
    assert judged[SECTIONS]["counts"] == {"met": 1, "notMet": 0, "undetermined": 1}


def test_without_any_section_it_says_so(organization):
    organization.put("organization-units", {"name": "総務課", "keeps_assets": "no"})
    judged = organization.judge(on="2026-05-01")
    assert judged.verdict(SECTIONS) == "undetermined" and "登録されていません" in judged[SECTIONS]["reason"]


def test_last_years_inventory_carries_to_the_end_of_june(organization):
    organization.put("information-assets", {"name": "搬送記録", "classified_on": "2026-03-31", **RATED})
    days = {day: organization.judge(on=day)[SECTIONS] for day in ("2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01")}
    assert [each["display"] for each in days.values()] == ["confirmed", "before-due", "before-due", "action-needed"]


def test_the_inventory_of_two_years_ago_carries_nowhere(organization):
    organization.put("information-assets", {"name": "搬送記録", "classified_on": "2025-03-31", **RATED})
    assert organization.judge(on="2026-03-31")[SECTIONS]["display"] != "confirmed"
    assert organization.judge(on="2026-04-01").verdict(SECTIONS) != "met"


# Three axes, each with its reason, at most a year old.


def test_every_axis_needs_its_value_and_its_reason(organization):
    axes = ["confidentiality", "integrity", "availability"]
    assets = [{"name": f"{axis}なし", "classified_on": "2026-05-01", **RATED, axis: ""} for axis in axes]
    assets += [{"name": f"{axis}の理由なし", "classified_on": "2026-05-01", **RATED, f"{axis}_reason": "　"} for axis in axes]
    organization.put("information-assets", *assets, {"name": "無分類", "keeper": "総務課"}, {"name": "良", "classified_on": "2026-05-01", **RATED})
    judged = organization.judge(on="2026-05-01")
    assert judged.verdict(RATINGS) == "not-met"
    assert set(judged.short(RATINGS)) == {asset["name"] for asset in assets} | {"無分類"}


def test_a_rating_holds_for_a_year(organization):
    """Rated on, the last good day, the first bad one; two years around a leap day are among them."""
    years = [
        ("2025-04-01", "2026-04-01", "2026-04-02"), ("2024-02-29", "2025-02-28", "2025-03-01"),
        ("2023-02-28", "2024-02-28", "2024-02-29"), ("2023-03-01", "2024-03-01", "2024-03-02"),
    ]
    organization.put("information-assets", *({"name": rated, "classified_on": rated, **RATED} for rated, _, _ in years))
    for rated, last_good_day, first_bad_day in years:
        assert rated not in organization.judge(on=last_good_day).short(RATINGS)
        assert organization.judge(on=first_bad_day).short(RATINGS)[rated] == "outdated"


def test_a_rating_is_none_before_its_day_and_none_without_a_day(organization):
    organization.put("information-assets", {"name": "搬送記録", "classified_on": "2026-05-01", **RATED})
    assert organization.judge(on="2026-04-30").verdict(RATINGS) != "met"
    assert organization.judge(on="2026-05-01").verdict(RATINGS) == "met"
    organization.put("information-assets", {"name": "名簿", **RATED})
    judged = organization.judge(on="2026-05-01")
    assert judged.verdict(RATINGS) != "met" and set(judged.short(RATINGS)) == {"名簿"}


# Separation of the closed network.

SEPARATED = {
    "exposure": "closed", "internet_exits": "0", "logically_separated": "confirmed", "physically_separated": "confirmed",
    "relays_listed": "confirmed", "separation_confirmed_on": "2025-10-01",
}


def test_a_closed_network_is_separate_in_every_way(organization):
    facts = {
        "良": ({}, None),
        "論理否": ({"logically_separated": "refuted"}, "not-met"), "論理不明": ({"logically_separated": ""}, "undetermined"),
        "物理否": ({"physically_separated": "refuted"}, "not-met"), "物理不明": ({"physically_separated": ""}, "undetermined"),
        "中継否": ({"relays_listed": "refuted"}, "not-met"), "中継不明": ({"relays_listed": ""}, "undetermined"),
        "出口": ({"internet_exits": "1"}, "not-met"), "日なし": ({"separation_confirmed_on": ""}, "undetermined"),
    }
    organization.put("networks", *({"name": name, **SEPARATED, **fact} for name, (fact, _) in facts.items()))
    judged = organization.judge(on="2026-04-01")
    assert judged.states(CLOSED) == {name: verdict for name, (_, verdict) in facts.items() if verdict}
    assert (judged.verdict(CLOSED), judged[CLOSED]["counts"]) == ("not-met", {"met": 1, "notMet": 4, "undetermined": 4})


def test_the_separation_was_looked_at_within_a_year_and_not_later(organization):
    organization.put("networks", {"name": "指令系", **SEPARATED})
    days = ("2025-09-30", "2025-10-01", "2026-10-01", "2026-10-02")
    judged = [organization.judge(on=day).verdict(CLOSED) for day in days]
    assert judged[1:] == ["met", "met", "not-met"] and judged[0] == "undetermined"


def test_a_network_that_faces_the_internet_is_no_closed_one(organization):
    organization.put("networks", {"name": "庁内系", "exposure": "internet-facing", "internet_exits": "1"})
    judged = organization.judge(on="2026-04-01")
    assert judged.verdict(CLOSED) == "undetermined" and "登録されていません" in judged[CLOSED]["reason"]


# One exit, and the month's report signed.


def facing(name, exits="1", seen="2026-04-01", exposure="internet-facing"):
    return {"name": name, "exposure": exposure, "internet_exits": exits, "diagram_confirmed_on": seen}


@pytest.mark.parametrize(
    "networks, verdict",
    [
        ([facing("庁内系")], "met"),
        ([facing("庁内系"), facing("来客用", "0")], "met"),
        ([facing("庁内系"), facing("指令系", "0", exposure="closed")], "met"),
        ([facing("庁内系"), facing("来客用")], "not-met"),
        ([facing("庁内系", "2")], "not-met"),
        ([facing("庁内系"), facing("指令系", "1", exposure="closed")], "not-met"),
        ([facing("庁内系"), facing("来客用", "")], "undetermined"),
        ([facing("庁内系", "0")], "undetermined"),
        ([facing("庁内系", seen="")], "undetermined"),
        ([facing("庁内系", seen="2026-05-02")], "undetermined"),
        ([facing("指令系", "0", exposure="closed")], "undetermined"),
        ([], "undetermined"),
    ],
)
def test_there_is_one_exit_and_it_is_known(organization, networks, verdict):
    if networks:
        organization.put("networks", *networks)
    assert organization.judge(on="2026-05-01").verdict(EXIT) == verdict


def test_last_years_look_at_the_exit_carries_to_the_end_of_june(organization):
    organization.put("networks", facing("庁内系", seen="2025-04-01"))
    days = ("2025-03-31", "2025-04-01", "2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01")
    judged = [organization.judge(on=day)[EXIT]["display"] for day in days]
    assert judged == ["not-yet-confirmed", "confirmed", "confirmed", "before-due", "before-due", "action-needed"]


def test_the_months_report_is_signed_anew_each_month(organization):
    organization.answer(SIGNED, "2026-04-10")
    days = ("2026-04-09", "2026-04-10", "2026-05-10", "2026-05-31")
    judged = [organization.judge(on=day).verdict(SIGNED) for day in days]
    assert judged[1:3] == ["met", "met"] and "met" not in (judged[0], judged[3])


@pytest.mark.parametrize("answer", [{"evidence": ""}, {"outcome": "not-done"}, {"valid_until": "2026-04-14"}])
def test_a_silent_source_is_never_a_pass(organization, answer):
    assert organization.judge(on="2026-04-15").verdict(SIGNED) == "undetermined"
    organization.answer(SIGNED, "2026-04-10", **answer)
    assert organization.judge(on="2026-04-15").verdict(SIGNED) != "met"


def test_a_closed_network_that_is_not_there_may_be_said_to_be_not_there(organization):
    organization.answer(CLOSED, "2026-04-10", outcome="not-applicable", evidence="", reason="閉域のネットワークを持たないため")
    none = organization.judge(on="2026-04-10")[CLOSED]
    assert (none["display"], none["verdict"]) == ("out-of-scope", "met")
    assert "閉域のネットワークを持たないため" in none["reason"] and none["since"] == "2026-04-10"
    organization.put("networks", {"name": "指令系", "exposure": "closed"})
    assert organization.judge(on="2026-04-10").verdict(CLOSED) == "undetermined", "what is registered outweighs it"
