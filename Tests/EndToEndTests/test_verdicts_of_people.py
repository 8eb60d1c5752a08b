"""Vacant roles and training: who counts, and on which day."""

import pytest

ROLES, TRAINING = "SEED-3", "SEED-6(3)-b"


# Vacant roles.

INDISPENSABLE = ["ciso", "chief-security-manager", "system-manager", "contact-point", "chief-audit-officer"]


def all_roles_filled(organization, *but):
    organization.people({"name": "全"}, {"name": "副"})
    usual = {"person": "全", "deputy": "副", "starts_on": "2020-04-01"}
    rows = [{"role": role, **usual} for role in INDISPENSABLE if role not in but]
    if "section-security-manager" not in but:
        rows.append({"role": "section-security-manager", "unit": "総務課", **usual})
    organization.put("appointments", *rows, words=["--all-new"])


def appoint(organization, *rows):
    organization.put("appointments", *rows, words=["--all-new"])


def test_with_every_role_held_the_structure_stands(organization):
    all_roles_filled(organization)
    assert organization.judge(on="2026-04-01").verdict(ROLES) == "met"


def test_an_appointment_counts_from_its_first_day_to_its_last(organization):
    all_roles_filled(organization, "ciso")
    organization.people({"name": "前"}, {"name": "後"})
    appoint(
        organization, {"role": "ciso", "person": "前", "starts_on": "2025-04-01", "ends_on": "2026-03-31"},
        {"role": "ciso", "person": "後", "starts_on": "2026-04-02"},
    )
    days = ("2025-03-31", "2025-04-01", "2026-03-31", "2026-04-01", "2026-04-02")
    assert [organization.judge(on=day).verdict(ROLES) for day in days] == ["not-met", "met", "met", "not-met", "met"]
    gap = organization.judge(on="2026-04-01")
    assert len(gap.short(ROLES)) == 1 and "CISO" in gap[ROLES]["reason"]


def test_two_holders_one_after_the_other_leave_no_gap(organization):
    all_roles_filled(organization, "ciso")
    organization.people({"name": "前", "ends_on": "2026-03-31"}, {"name": "後", "starts_on": "2026-04-01"})
    appoint(
        organization, {"role": "ciso", "person": "前", "starts_on": "2025-04-01", "ends_on": "2026-03-31"},
        {"role": "ciso", "person": "後", "starts_on": "2026-04-01"},
    )
    assert [organization.judge(on=day).verdict(ROLES) for day in ("2026-03-31", "2026-04-01")] == ["met", "met"]


@pytest.mark.parametrize(
    "last_day, verdict", [("2026-03-30", "not-met"), ("2026-03-31", "met"), ("2026-04-01", "met")]
)
def test_a_holder_who_left_yesterday_leaves_the_role_vacant(organization, last_day, verdict):
    all_roles_filled(organization, "system-manager")
    organization.people({"name": "去", "ends_on": last_day})
    appoint(organization, {"role": "system-manager", "person": "去", "starts_on": "2020-04-01"})
    assert organization.judge(on="2026-03-31").verdict(ROLES) == verdict


def test_a_deputy_is_told_from_the_same_day_and_does_not_fill_the_role(organization):
    all_roles_filled(organization, "ciso")
    organization.people({"name": "去", "ends_on": "2026-03-31"}, {"name": "代"})
    appoint(organization, {"role": "ciso", "person": "去", "starts_on": "2020-04-01", "deputy": "代"})
    before, after = (organization.judge(on=day) for day in ("2026-03-31", "2026-04-01"))
    assert before.verdict(ROLES) == "met"
    assert after.verdict(ROLES) != "met", "a vacancy is a vacancy, whoever stands in"
    assert "代" in after[ROLES]["reason"], "but it is said who stands in, from the first day"


def test_an_appointment_of_a_deputy_alone_counts_from_its_day(organization):
    all_roles_filled(organization, "ciso")
    organization.people({"name": "代"})
    appoint(organization, {"role": "ciso", "starts_on": "2026-04-01", "deputy": "代"})
    before, same = (organization.judge(on=day) for day in ("2026-03-31", "2026-04-01"))
    assert before.verdict(ROLES) == "not-met" and "代さん" not in before[ROLES]["reason"]
    assert same.verdict(ROLES) != "met" and "代さん" in same[ROLES]["reason"]


def test_a_deputy_who_left_stands_in_for_nobody(organization):
    all_roles_filled(organization, "ciso")
    organization.people({"name": "去", "ends_on": "2026-03-31"}, {"name": "代", "ends_on": "2026-04-01"})
    appoint(organization, {"role": "ciso", "person": "去", "starts_on": "2020-04-01", "deputy": "代"})
    assert "代さん" in organization.judge(on="2026-04-01")[ROLES]["reason"]
    gone = organization.judge(on="2026-04-02")
    assert gone.verdict(ROLES) == "not-met" and "代さん" not in gone[ROLES]["reason"]


def test_who_is_employed_again_needs_a_new_appointment(organization):
    all_roles_filled(organization, "ciso")
    organization.people({"name": "再", "staff_number": "3", "ends_on": "2026-03-31"})
    appoint(organization, {"role": "ciso", "person": "再", "starts_on": "2020-04-01"})
    again = {"name": "再", "staff_number": "3", "employment": "reappointed", "starts_on": "2026-04-01"}
    organization.people(again)
    assert organization.judge(on="2026-04-01").verdict(ROLES) == "not-met"
    ids = [each for each in organization.shown("people") if each["starts_on"] == "2026-04-01"]
    appoint(organization, {"role": "ciso", "person": f"再〔{ids[0]['id']}〕", "starts_on": "2026-04-01"})
    assert organization.judge(on="2026-04-01").verdict(ROLES) == "met"


def test_each_section_with_assets_needs_its_manager(organization):
    all_roles_filled(organization)
    organization.put("organization-units", {"name": "消防署", "keeps_assets": "yes"}, {"name": "倉庫", "keeps_assets": "no"})
    vacant = organization.judge(on="2026-04-01")
    assert vacant.verdict(ROLES) == "not-met" and len(vacant.short(ROLES)) == 1
    assert "消防署" in vacant[ROLES]["reason"]
    appoint(organization, {"role": "section-security-manager", "unit": "消防署", "person": "全", "starts_on": "2026-04-01"})
    assert organization.judge(on="2026-04-01").verdict(ROLES) == "met"


def test_with_no_appointment_at_all_nothing_is_known(organization):
    judged = organization.judge(on="2026-04-01")
    assert judged.verdict(ROLES) == "undetermined"
    assert "登録されていない" in judged[ROLES]["reason"]


# Training: the denominator.


def test_everyone_in_service_counts_and_nobody_else(organization):
    organization.people(
        {"name": "長", "employment": "head"}, {"name": "派", "employment": "dispatched"}, {"name": "休", "leave_from": "2025-10-01"},
        {"name": "去", "ends_on": "2026-06-30"}, {"name": "来", "starts_on": "2026-10-01"}, {"name": "会", "employment": "fiscal-year"},
    )
    organization.answer(TRAINING, "2026-07-01")
    before = organization.judge(on="2026-09-30")
    assert before.verdict(TRAINING) == "met", before[TRAINING]["subjects"]
    assert before[TRAINING]["counts"]["met"] == 3, "the head, the dispatched and the yearly appointed; not on leave, gone or to come"
    joined = organization.judge(on="2026-10-01")
    assert joined.verdict(TRAINING) != "met" and list(joined.short(TRAINING)) == ["来"]


def test_on_the_day_of_the_training_who_leaves_that_day_still_counts(organization):
    organization.people({"name": "甲"}, {"name": "去", "ends_on": "2026-07-01"})
    organization.answer(TRAINING, "2026-07-01")
    assert organization.judge(on="2026-07-01")[TRAINING]["counts"]["met"] == 2
    assert organization.judge(on="2026-07-02")[TRAINING]["counts"]["met"] == 1


def test_a_section_answers_for_its_own_people_alone(organization):
    organization.put("organization-units", {"name": "消防署", "keeps_assets": "yes"})
    organization.people({"name": "甲"}, {"name": "火", "unit": "消防署", "employment": "fire"}, {"name": "無", "unit": ""})
    organization.answer(TRAINING, "2026-07-01", unit="総務課")
    judged = organization.judge(on="2026-07-02")
    assert judged.verdict(TRAINING) != "met" and set(judged.short(TRAINING)) == {"火", "無"}
    organization.answer(TRAINING, "2026-07-05", unit="消防署")
    assert set(organization.judge(on="2026-07-05").short(TRAINING)) == {"無"}, "who has no section is not forgotten"


def test_training_without_its_list_of_names_is_no_proof(organization):
    organization.people({"name": "甲"})
    organization.answer(TRAINING, "2026-07-01", evidence="")
    assert organization.judge(on="2026-07-02").verdict(TRAINING) != "met"


def test_last_years_training_carries_to_the_last_day_of_november(organization):
    organization.people({"name": "甲"}, {"name": "新", "starts_on": "2026-04-01"})
    organization.answer(TRAINING, "2025-07-01")
    judged = {day: organization.judge(on=day) for day in ("2026-03-31", "2026-04-01", "2026-11-30", "2026-12-01")}
    assert judged["2026-03-31"][TRAINING]["display"] == "confirmed"
    for day in ("2026-04-01", "2026-11-30"):
        states = judged[day].states(TRAINING)
        assert states.get("甲", "met") == "met", "last year's proof carries"
        assert states["新"] != "met", "nobody proved anything for who came after"
    assert judged["2026-12-01"].verdict(TRAINING) == "not-met"


def test_back_from_leave_is_back_in_the_denominator(organization):
    organization.people({"name": "甲"}, {"name": "休", "leave_from": "2026-05-01", "leave_to": "2026-09-30"})
    organization.answer(TRAINING, "2026-07-01")
    assert organization.judge(on="2026-09-30").verdict(TRAINING) == "met"
    back = organization.judge(on="2026-10-01")
    assert back.verdict(TRAINING) != "met" and list(back.short(TRAINING)) == ["休"]


def test_a_failed_section_is_not_met_even_if_the_others_are(organization):
    organization.put("organization-units", {"name": "消防署", "keeps_assets": "yes"})
    organization.people({"name": "甲"}, {"name": "火", "unit": "消防署"})
    organization.answer(TRAINING, "2026-07-01")
    organization.answer(TRAINING, "2026-07-02", outcome="not-done", unit="消防署", evidence="")
    judged = organization.judge(on="2026-07-02")
    assert judged.verdict(TRAINING) == "not-met" and list(judged.short(TRAINING)) == ["火"]


def test_with_nobody_registered_it_says_so(organization):
    organization.answer(TRAINING, "2026-07-01")
    judged = organization.judge(on="2026-07-02")
    assert judged.verdict(TRAINING) == "undetermined" and "登録されていません" in judged[TRAINING]["reason"]
