"""Adoption by each organ, publication, and the independent audit of the fiscal year."""

import pytest

from conftest import FIRST_POLICY, POLICY

ORGANS, ADOPTED, PUBLISHED, AUDIT = "LAW-each-organ", "SEED-序2(1)", "LAW-publication", "SEED-7"
TITLE = "みずかげ広域行政組合情報セキュリティ基本方針"
ASSEMBLY = {
    "organ": "assembly", "revision": TITLE, "decided_on": "2026-02-20", "published_on": "2026-03-01",
    "published_at": "組合のホームページ",
}


def test_the_head_alone_is_not_each_organ(organization):
    judged = organization.judge(on="2026-04-01")
    for requirement in (ORGANS, ADOPTED):
        assert judged.verdict(requirement) != "met" and "議会" in judged[requirement]["reason"]


def test_with_the_assembly_each_organ_has_adopted_from_its_day(organization):
    organization.put("policy-adoptions", {**ASSEMBLY, "decided_on": "2026-04-10", "published_on": "2026-04-10"})
    assert organization.judge(on="2026-04-09").verdict(ORGANS) != "met"
    same = organization.judge(on="2026-04-10")
    assert [same.verdict(each) for each in (ORGANS, ADOPTED, PUBLISHED)] == ["met"] * 3


def test_both_organs_may_adopt_the_same_text_at_the_command_line(organization):
    words = ["--organ", "議会", "--decided", "令和8年2月20日", "--published", "2026-03-01", "--published-at", "組合のホームページ"]
    told = organization.run("policy", "adopt", POLICY, *words)
    assert told.returncode == 0, told.stderr
    judged = organization.judge(on="2026-04-01")
    assert [judged.verdict(each) for each in (ORGANS, ADOPTED, PUBLISHED)] == ["met"] * 3
    assert len(organization.shown("policy-revisions")) == 1, "one text, adopted twice, is one revision"


def test_publication_follows_within_a_month(organization):
    """Five organs with days of their own; of what is undetermined nobody can say yet, what is not met is late."""
    days = {
        "assembly": ("2026-03-10", "2026-04-10"), "fire": ("2026-03-10", "2026-04-11"), "equity": ("2026-03-10", ""),
        "audit-commissioners": ("2026-03-31", ""), "other": ("", "2026-03-10"),
    }
    organization.put(
        "policy-adoptions", *({**ASSEMBLY, "organ": organ, "decided_on": on, "published_on": at} for organ, (on, at) in days.items()))
    day_unknown = {"その他の執行機関": "undetermined"}
    expected = {
        "2026-04-10": {"消防長": "undetermined", "公平委員会": "undetermined", "監査委員": "undetermined", **day_unknown},
        "2026-04-11": {"消防長": "not-met", "公平委員会": "not-met", "監査委員": "undetermined", **day_unknown},
        "2026-04-30": {"消防長": "not-met", "公平委員会": "not-met", "監査委員": "undetermined", **day_unknown},
        "2026-05-01": {"消防長": "not-met", "公平委員会": "not-met", "監査委員": "not-met", **day_unknown},
    }
    for day, states in expected.items():
        assert organization.judge(on=day).states(PUBLISHED) == states, day


def test_what_was_published_nobody_knows_where_is_no_pass(organization):
    organization.put("policy-adoptions", {**ASSEMBLY, "published_at": ""})
    assert organization.judge(on="2026-04-01").verdict(PUBLISHED) != "met"


def test_a_new_revision_is_adopted_and_published_anew(organization):
    organization.put("policy-adoptions", ASSEMBLY)
    words = ["--organ", "管理者", "--decided", "2026-06-01", "--in-force", "2026-06-01", "--published", "2026-06-10"]
    assert organization.run("policy", "adopt", FIRST_POLICY, *words, "--published-at", "組合のホームページ").returncode == 0
    before, after = organization.judge(on="2026-05-31"), organization.judge(on="2026-06-01")
    assert [before.verdict(each) for each in (ORGANS, ADOPTED, PUBLISHED)] == ["met"] * 3, "the old one held that day"
    assert after.verdict(ORGANS) != "met" and "議会" in after[ORGANS]["reason"]
    assert after.verdict(PUBLISHED) != "met", "the new one is not published yet"


def test_the_clauses_are_those_in_force_that_day(organization):
    """The other policy does not speak of self-inspection."""
    words = ["--organ", "管理者", "--decided", "2026-06-01", "--in-force", "2026-07-01"]
    assert organization.run("policy", "adopt", FIRST_POLICY, *words).returncode == 0
    unwritten = {
        day: {each["id"] for each in organization.judge(on=day).report["unwritten"]}
        for day in ("2026-06-30", "2026-07-01")
    }
    assert "LAW-self-inspection" not in unwritten["2026-06-30"]
    assert "LAW-self-inspection" in unwritten["2026-07-01"]


def test_a_policy_cannot_be_published_before_it_was_decided(organization):
    words = ["--organ", "議会", "--decided", "2026-03-10", "--published", "2026-03-09"]
    for policy in (POLICY, FIRST_POLICY):
        told = organization.run("policy", "adopt", policy, *words)
        assert told.returncode == 1 and "公表した日" in told.stderr
    assert len(organization.shown("policy-adoptions")) == len(organization.shown("policy-revisions")) == 1


def test_what_was_unknown_at_adoption_can_be_told_later(organization):
    later = ["--organ", "管理者", "--published", "2026-02-20", "--published-at", "掲示場"]
    assert organization.run("policy", "adopt", POLICY, *later).returncode == 0
    adoption, = organization.shown("policy-adoptions")
    assert (adoption["decided_on"], adoption["published_on"], adoption["published_at"]) == ("2026-02-01", "2026-02-20", "掲示場")


def test_what_is_not_given_at_adoption_is_unknown_and_listed(first_organization, folder):
    own = first_organization.copy(folder)
    told = own.run("policy", "adopt", FIRST_POLICY)
    assert told.returncode == 0
    for word in ("不明", "決裁日", "施行日", "機関", "公表日"):
        assert word in told.stdout


# The audit.


def test_an_audit_counts_in_its_year_and_carries_to_the_end_of_february(organization):
    organization.answer(AUDIT, "2026-02-20")
    days = ("2026-02-19", "2026-02-20", "2026-03-31", "2026-04-01", "2027-02-28", "2027-03-01")
    judged = [organization.judge(on=day)[AUDIT]["display"] for day in days]
    assert judged[1:5] == ["confirmed", "confirmed", "before-due", "before-due"]
    assert judged[0] not in ("confirmed", "before-due") and judged[5] not in ("confirmed", "before-due")


def test_in_a_leap_year_february_ends_on_the_twenty_ninth(organization):
    organization.answer(AUDIT, "2027-03-31")
    leap, after = organization.judge(on="2028-02-29"), organization.judge(on="2028-03-01")
    assert (leap[AUDIT]["display"], leap[AUDIT]["due"]) == ("before-due", "2028-02-29")
    assert after.verdict(AUDIT) != "met"


@pytest.mark.parametrize("answer", [{"outcome": "not-done"}, {"evidence": ""}])
def test_open_findings_and_missing_reports_are_no_audit(organization, answer):
    organization.answer(AUDIT, "2026-02-20", **answer)
    assert organization.judge(on="2026-02-20").verdict(AUDIT) != "met"
    assert organization.judge(on="2026-04-01").verdict(AUDIT) != "met", "nor does it carry into the next year"


def test_an_audit_closed_after_its_findings_counts_from_the_later_day(organization):
    organization.answer(AUDIT, "2026-02-20", outcome="not-done", reason="指摘が残っている")
    organization.answer(AUDIT, "2026-03-25")
    assert organization.judge(on="2026-03-24").verdict(AUDIT) != "met"
    assert organization.judge(on="2026-03-25").verdict(AUDIT) == "met"


def test_who_audits_the_own_work_is_not_independent_that_day(organization):
    organization.people({"name": "監"}, {"name": "兼"})
    organization.answer(AUDIT, "2026-02-20")
    organization.put(
        "appointments", {"role": "auditor", "person": "監", "starts_on": "2025-04-01"},
        {"role": "auditor", "person": "兼", "starts_on": "2026-03-01", "ends_on": "2026-03-10"},
        {"role": "system-manager", "person": "兼", "starts_on": "2025-04-01"}, words=["--all-new"],
    )
    days = ("2026-02-28", "2026-03-01", "2026-03-10", "2026-03-11")
    judged = {day: organization.judge(on=day) for day in days}
    assert [each.verdict(AUDIT) for each in judged.values()] == ["met", "not-met", "not-met", "met"]
    assert "兼" in judged["2026-03-01"][AUDIT]["reason"]


def test_a_written_reason_lets_a_small_office_go_on(organization):
    organization.people({"name": "兼"})
    organization.answer(AUDIT, "2026-02-20")
    reason = {"double_role_reason": "職員が二人のため。委員会の承認による。"}
    organization.put(
        "appointments", {"role": "auditor", "person": "兼", "starts_on": "2026-03-01", **reason},
        {"role": "system-manager", "person": "兼", "starts_on": "2025-04-01", "double_role_reason": ""}, words=["--all-new"],
    )
    assert organization.judge(on="2026-03-01").verdict(AUDIT) == "met"
