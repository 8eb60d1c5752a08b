"""Contracts: clauses, this year's check, subcontractors, erasure; and who is bound at all."""

CLAUSES, CHECKS, DEFECTS, BOUND = "SEED-6(6)-b", "SEED-6(6)-c", "SEED-6(6)-d", "SEED-1-c"
GOOD = {
    "contractor": "青葉設計", "section": "総務課", "handles_information": "yes", "starts_on": "2025-04-01",
    "ends_on": "2027-03-31", "security_clauses": "confirmed", "subcontracting": "none", "checked_on": "2026-05-20",
    "check_result": "good",
}


def contracts(organization, *records):
    organization.put("contractors", {"name": "青葉設計"})
    organization.put("contracts", *({**GOOD, **each} for each in records))


def test_a_contract_in_order_is_in_order_in_every_way(organization):
    contracts(organization, {"title": "保守"})
    judged = organization.judge(on="2026-05-20")
    assert [judged.verdict(each) for each in (CLAUSES, CHECKS, DEFECTS, BOUND)] == ["met"] * 4


def test_what_is_not_written_is_not_met_and_what_nobody_read_is_unknown(organization):
    contracts(organization, {"title": "保守"}, {"title": "清掃", "security_clauses": ""})
    judged = organization.judge(on="2026-05-20")
    assert judged.verdict(CLAUSES) == "undetermined" and set(judged.short(CLAUSES)) == {"清掃"}
    contracts(organization, {"title": "清掃", "security_clauses": "refuted"})
    judged = organization.judge(on="2026-05-20")
    assert judged.verdict(CLAUSES) == "not-met" and judged.verdict(BOUND) == "not-met"


def test_only_contracts_in_force_that_handle_information_are_in_scope(organization):
    bad = {"security_clauses": "refuted"}
    contracts(
        organization, {"title": "今"}, {"title": "情報なし", "handles_information": "no", **bad},
        {"title": "昨日まで", "ends_on": "2026-05-19", "erasure_proved_on": "2026-05-19", **bad}, {"title": "明日から", "starts_on": "2026-05-21", **bad},
    )
    assert organization.judge(on="2026-05-20").verdict(CLAUSES) == "met"
    assert set(organization.judge(on="2026-05-19").short(CLAUSES)) == {"昨日まで"}
    assert set(organization.judge(on="2026-05-21").short(CLAUSES)) == {"明日から"}


def test_without_a_contract_it_says_so(organization):
    judged = organization.judge(on="2026-05-20")
    for requirement in (CLAUSES, CHECKS, BOUND):
        assert judged.verdict(requirement) == "undetermined" and "登録されていません" in judged[requirement]["reason"]


def test_last_years_check_carries_to_the_end_of_december(organization):
    contracts(organization, {"title": "保守", "starts_on": "2024-04-01", "ends_on": "2028-03-31", "checked_on": "2026-03-31"})
    days = ("2026-03-31", "2026-04-01", "2026-12-31", "2027-01-01")
    judged = [organization.judge(on=day)[CHECKS]["display"] for day in days]
    assert judged == ["confirmed", "before-due", "before-due", "action-needed"]


def test_a_check_of_two_years_ago_or_none_is_no_pass(organization):
    contracts(
        organization, {"title": "古", "starts_on": "2020-04-01", "checked_on": "2025-03-31"},
        {"title": "無", "starts_on": "2020-04-01", "checked_on": "", "check_result": ""}, {"title": "未来", "checked_on": "2026-05-21"},
    )
    judged = organization.judge(on="2026-05-20")
    assert judged.verdict(CHECKS) == "not-met" and set(judged.short(CHECKS)) == {"古", "無", "未来"}


def test_subcontractors_are_approved(organization):
    contracts(organization, *({"title": chain or "不明", "subcontracting": chain} for chain in ("none", "approved", "unapproved", "")))
    assert organization.judge(on="2026-05-20").states(CHECKS) == {"unapproved": "not-met", "不明": "undetermined"}


def test_what_the_check_found_is_set_right(organization):
    contracts(organization, *({"title": result, "check_result": result} for result in ("good", "corrected", "defect")))
    judged = organization.judge(on="2026-05-20")
    assert judged.states(DEFECTS) == {"defect": "not-met"} and "「defect」" in judged[DEFECTS]["reason"]


def test_a_check_without_its_result_is_no_pass(organization):
    contracts(organization, {"title": "保守", "check_result": ""})
    assert organization.judge(on="2026-05-20").verdict(CHECKS) != "met"


def test_a_contract_that_ended_asks_for_the_proof_of_erasure(organization):
    contracts(organization, {"title": "旧", "ends_on": "2026-03-31", "checked_on": "2026-03-01"})
    days = ("2026-03-31", "2026-04-01", "2026-04-30", "2026-05-02", "2031-05-02")
    judged = {day: organization.judge(on=day) for day in days}
    assert judged["2026-03-31"].verdict(CHECKS) == "met", "the last day is in force"
    assert judged["2026-04-01"].verdict(CHECKS) == judged["2026-04-30"].verdict(CHECKS) == "undetermined"
    assert judged["2026-05-02"].verdict(CHECKS) == judged["2031-05-02"].verdict(CHECKS) == "not-met", "it is never forgotten"
    assert "消去" in judged["2026-05-02"][CHECKS]["reason"]


def test_the_proof_counts_from_its_day_and_not_from_before_the_end(organization):
    proofs = ["2026-03-31", "2026-04-20", "2026-06-10", "2025-12-01"]
    contracts(organization, *({"title": day, "ends_on": "2026-03-31", "erasure_proved_on": day} for day in proofs))
    open_on = {
        "2026-04-01": {"2026-04-20", "2026-06-10", "2025-12-01"}, "2026-04-19": {"2026-04-20", "2026-06-10", "2025-12-01"},
        "2026-04-20": {"2026-06-10", "2025-12-01"}, "2026-06-09": {"2026-06-10", "2025-12-01"}, "2026-06-10": {"2025-12-01"},
    }
    for day, expected in open_on.items():
        assert set(organization.judge(on=day).short(CHECKS)) == expected, day


def test_a_contract_without_an_end_is_in_force(organization):
    contracts(organization, {"title": "保守", "ends_on": "", "security_clauses": "refuted"})
    assert organization.judge(on="2035-05-20").verdict(CLAUSES) == "not-met"


def test_the_answer_that_there_is_none_needs_a_reason_and_yields_to_a_contract(organization):
    refused = {"requirement": CLAUSES, "outcome": "not-applicable", "done_on": "2026-05-01"}
    assert "理由" in organization.put("answers", refused, expect=1)
    organization.put("answers", {**refused, "reason": "委託をしていないため"})
    judged = organization.judge(on="2026-05-20")
    assert judged[CLAUSES]["display"] == "out-of-scope" and "委託をしていないため" in judged[CLAUSES]["reason"]
    contracts(organization, {"title": "清掃", "security_clauses": ""})
    assert organization.judge(on="2026-05-20").verdict(CLAUSES) == "undetermined"
