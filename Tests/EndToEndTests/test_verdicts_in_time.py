"""What carries and until when, what is not yet law, what has nothing in scope, how it rolls up, and both times."""

import datetime
import time

import pytest

from organization import rolled_up

RISK, DIAGRAM, RATINGS, ORGANS = "SEED-4-0", "SEED-2(1)", "SEED-2(4)", "LAW-each-organ"


def now():
    """The instant, to the millisecond, with a breath before and after."""
    time.sleep(0.01)
    text = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    time.sleep(0.01)
    return text


# A yearly duty.


@pytest.mark.parametrize(
    "done, displays",
    [
        ("2025-06-01", {"2025-05-31": None, "2025-06-01": "confirmed", "2026-03-31": "confirmed", "2026-04-01": "before-due",
                        "2026-07-31": "before-due", "2026-08-01": None, "2027-04-01": None}),
        ("2025-04-01", {"2026-03-31": "confirmed", "2026-04-01": "before-due", "2026-08-01": None}),
        ("2026-03-31", {"2026-03-31": "confirmed", "2026-04-01": "before-due", "2026-07-31": "before-due"}),
        ("2025-03-31", {"2025-04-01": "before-due", "2025-07-31": "before-due", "2025-08-01": None, "2026-04-01": None}),
    ],
)
def test_last_years_proof_carries_until_this_years_due_day(organization, done, displays):
    organization.answer(RISK, done)
    for day, display in displays.items():
        judged = organization.judge(on=day)[RISK]
        if display:
            assert (judged["display"], judged["verdict"]) == (display, "met"), day
        else:
            assert judged["verdict"] != "met", day


def test_where_last_year_has_no_proof_nothing_carries(organization):
    organization.answer(RISK, "2025-06-01", evidence="")
    assert organization.judge(on="2026-04-01").verdict(RISK) != "met"


def test_an_answer_holds_on_the_last_day_of_its_validity_and_not_after(organization):
    organization.answer(DIAGRAM, "2026-02-01", valid_until="2026-03-31")
    days = ("2026-01-31", "2026-02-01", "2026-03-31", "2026-04-01")
    judged = [organization.judge(on=day).verdict(DIAGRAM) for day in days]
    assert judged[1:3] == ["met", "met"] and "met" not in (judged[0], judged[3])


def test_without_an_end_of_its_own_the_cycle_is_the_end(organization):
    organization.answer(DIAGRAM, "2026-02-01")
    assert organization.judge(on="2027-01-31").verdict(DIAGRAM) == "met"
    assert organization.judge(on="2027-02-03").verdict(DIAGRAM) != "met"


def test_the_last_answer_counts(organization):
    organization.answer(DIAGRAM, "2026-05-01")
    organization.answer(DIAGRAM, "2026-05-10", outcome="not-done", evidence="", reason="構成図が古い")
    assert organization.judge(on="2026-05-09").verdict(DIAGRAM) == "met"
    assert organization.judge(on="2026-05-10").verdict(DIAGRAM) == "not-met"


def test_a_sheet_with_this_years_answer_leaves_last_years_alone(organization):
    record = {"requirement": RISK, "outcome": "done", "evidence": "名簿"}
    for day in ("2025-06-01", "2026-06-01"):
        organization.put("answers", {**record, "done_on": day})
    assert sorted(each["done_on"] for each in organization.shown("answers")) == ["2025-06-01", "2026-06-01"]
    assert organization.judge(on="2026-05-01")[RISK]["display"] == "before-due"
    organization.put("answers", {**record, "done_on": "2026-06-01", "reason": "五つの脅威を見直した"})
    assert len(organization.shown("answers")) == 2, "the same day again is the same record"


# Laws to come.


def test_a_duty_that_only_a_coming_law_asks_for_is_preparation(organization):
    before, after = organization.judge(on="2027-06-30"), organization.judge(on="2027-07-01")
    waiting = {each["id"]: each for each in before.report["unwritten"] if each["display"] == "not-in-force"}
    assert waiting
    for id, judged in waiting.items():
        assert judged["verdict"] != "not-met" and "令和9年7月1日" in judged["reason"] and "準備" in judged["reason"]
        assert after[id]["display"] != "not-in-force" and after.verdict(id) == "undetermined"
    assert not [each for each in after.requirements.values() if each["display"] == "not-in-force"]
    one = sorted(waiting)[0]
    organization.answer(one, "2027-06-01", outcome="not-done", evidence="", reason="まだ")
    assert organization.judge(on="2027-06-30").verdict(one) != "not-met"
    assert organization.judge(on="2027-07-01").verdict(one) == "not-met"


def test_the_law_on_each_organ_holds_from_its_first_of_april(organization):
    before, after = organization.judge(on="2026-03-31"), organization.judge(on="2026-04-01")
    assert before[ORGANS]["display"] == "not-in-force"
    assert after[ORGANS]["display"] == "not-yet-confirmed"


def test_what_the_policy_itself_says_waits_for_no_law(organization):
    written = {each["id"] for clause in organization.judge(on="2026-05-01").report["clauses"] for each in clause["requirements"]}
    assert "SEED-6(3)-b" in written
    assert organization.judge(on="2026-05-01")["SEED-6(3)-b"]["display"] != "not-in-force"


# Nothing in scope.


def test_nothing_in_scope_is_said_by_somebody_on_a_day_for_a_reason(organization):
    organization.people({"name": "大野 理恵"})
    cloud = "SEED-6(6)-e"
    organization.answer(
        cloud, "2026-05-01", outcome="not-applicable", evidence="", reason="クラウドサービスを使っていないため", answered_by="大野 理恵")
    judged = organization.judge(on="2026-05-01")[cloud]
    assert (judged["display"], judged["verdict"], judged["since"]) == ("out-of-scope", "met", "2026-05-01")
    for what in ("大野 理恵", "クラウドサービスを使っていないため", "令和8年5月1日"):
        assert what in judged["reason"]
    assert organization.judge(on="2026-04-30").verdict(cloud) == "undetermined"


def test_an_empty_organization_passes_nothing_and_says_why(first_organization):
    judged = first_organization.judge(on="2026-03-01")
    for id, requirement in judged.requirements.items():
        assert requirement["reason"] and requirement["next"] and requirement["role"], id
        if id not in ("SEED-序2(1)", "LAW-publication"):
            assert requirement["verdict"] != "met", id


# Roll-up.


def inside(inner, outer):
    return inner != outer and inner.startswith(outer) and not inner[len(outer)].isdigit()


@pytest.mark.parametrize("day", ["2026-03-31", "2026-04-01", "2026-11-25", "2027-07-01"])
def test_a_clause_is_met_only_if_all_beneath_it_are(pristine_demo, day):
    report = pristine_demo.judge(on=day).report
    seen = set()
    for clause in report["clauses"]:
        beneath = [each for each in report["clauses"] if each is clause or inside(each["path"], clause["path"])]
        found = {each["verdict"] for part in beneath for each in part["requirements"] if each["display"] != "not-in-force"}
        if found:
            assert clause["verdict"] == rolled_up(found), clause["path"]
            seen.add(clause["verdict"])
    assert {"not-met", "undetermined"} <= seen


def test_the_totals_are_the_sum(pristine_demo):
    judged = pristine_demo.judge(on="2026-11-25")
    totals = judged.report["totals"]
    for name, verdict in {"met": "met", "notMet": "not-met", "undetermined": "undetermined"}.items():
        assert totals[name] == sum(each["verdict"] == verdict for each in judged.requirements.values())
    assert totals["requirements"] == len(judged.requirements) == sum(totals["displays"].values())


# Both times.


def test_what_held_that_day_and_what_was_known_then_are_two_questions(organization):
    empty = now()
    rated = {
        "name": "搬送記録", "keeper": "総務課", "confidentiality": "3B", "confidentiality_reason": "病歴", "integrity": "2",
        "integrity_reason": "搬送", "availability": "1", "classified_on": "2026-05-01",
    }
    organization.put("information-assets", rated)
    mistaken = now()
    organization.put("information-assets", {**rated, "availability_reason": "一日は待てるため"})
    corrected = now()
    organization.put("information-assets", {"name": "あとで知った資産", "keeper": "総務課"})
    judged = [organization.judge(on="2026-05-01", known_at=at).verdict(RATINGS) for at in (empty, mistaken, corrected, None)]
    assert judged == ["undetermined", "not-met", "met", "not-met"]
    assert organization.judge(on="2026-04-30", known_at=corrected).verdict(RATINGS) != "met", "known now, but it did not hold then"
    shown = organization.run("register", "show", "information-assets", "--known-at", mistaken).stdout
    assert "一日は待てるため" not in shown and "病歴" in shown


def test_a_leaver_recorded_late_was_not_known_to_have_left(organization):
    organization.people({"name": "全"}, {"name": "副"})
    for role in ("ciso", "chief-security-manager", "system-manager", "contact-point", "chief-audit-officer"):
        record = {"role": role, "person": "全", "deputy": "副", "starts_on": "2020-04-01"}
        organization.put("appointments", record, words=["--all-new"])
    before = now()
    organization.put("people", {"name": "全", "ends_on": "2026-04-30"})
    then, since = organization.judge(on="2026-05-01", known_at=before), organization.judge(on="2026-05-01")
    assert [then["SEED-3"]["counts"]["met"], since["SEED-3"]["counts"]["met"]] == [5, 0]


def test_the_same_question_has_the_same_answer(organization):
    at = now()
    first = organization.run("assess", "--json", "--on", "2026-05-01", "--known-at", at).stdout
    organization.people({"name": "甲"})
    organization.answer(RISK, "2026-04-20")
    assert organization.run("assess", "--json", "--on", "2026-05-01", "--known-at", at).stdout == first


@pytest.mark.parametrize("day", ["令和8年5月1日", "R8.5.1", "2026/5/1", "2026-05-01"])
def test_a_day_is_written_as_offices_write_it(first_organization, day):
    assert first_organization.judge(on=day).report["on"] == "2026-05-01"
