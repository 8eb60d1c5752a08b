"""The policy in the browser: a clause, its requirement, an answer with evidence, the comparison of two revisions."""

import re

from conftest import sign_in
from looks import is_in_order


def test_from_a_clause_to_its_requirement_and_back_with_an_answer(demo_site, wide, tmp_path):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + "/policy/clauses/7")
    is_in_order(page)
    page.goto(demo_site.address + "/requirements/SEED-7")
    assert "期限" in page.get_by_role("main").inner_text()
    proof = tmp_path / "監査報告書.txt"
    proof.write_text("監査の報告（試験）", encoding="utf-8")
    page.get_by_label("実施した", exact=True).check()
    page.locator("input[type=file]").set_input_files(str(proof))
    page.get_by_role("button", name=re.compile("記録")).click()
    assert "監査報告書" in page.content() or "情報セキュリティ監査" in page.content()
    page.goto(demo_site.address + "/requirements/SEED-7")
    assert "に実施した記録があります" in page.get_by_role("main").inner_text()
    is_in_order(page)


def test_a_day_that_has_not_come_is_refused_at_its_field(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + "/requirements/LAW-drills")
    page.get_by_label("実施した", exact=True).check()
    page.locator("[name=done_on]").fill("令和99年1月1日")
    page.get_by_role("button", name=re.compile("記録")).click()
    assert page.get_by_role("alert").is_visible()
    is_in_order(page)


def test_two_revisions_stand_side_by_side(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + "/revisions")
    page.get_by_role("link", name="前の版と比べる").first.click()
    text = page.get_by_role("main").inner_text()
    assert "自己点検" in text
    assert page.locator("ins").count() > 0 and page.locator("del").count() >= 0
    is_in_order(page)


def test_a_binding_can_be_confirmed(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + "/policy/bindings")
    page.get_by_role("button", name=re.compile("確かめた|確認")).first.click()
    assert page.url.startswith(demo_site.address + "/policy/bindings")
    is_in_order(page)


def binding(page, requirement, clause):
    """The row of a requirement that is bound to a clause."""
    fields = f"form:has(input[name=requirement][value='{requirement}']):has(input[name=clause][value='{clause}'])"
    return page.locator(f"tr:has({fields})")


def listed(page, heading):
    """The items of the list below a heading that begins so."""
    return page.locator(f"h2:has-text('{heading}') + ul > li").all_inner_texts()


def test_a_binding_is_confirmed_moved_removed_and_made_by_hand(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    bindings = demo_site.address + "/policy/bindings"
    page.goto(bindings)
    row = binding(page, "SEED-5", "5")
    assert row.count() == 1 and "見出しに" in row.inner_text(), "the reason stands beside it in words"
    row.get_by_role("button", name="確認").click()
    assert "さんが確認しました" in binding(page, "SEED-5", "5").inner_text()

    binding(page, "SEED-5", "5").get_by_role("link", name="移す").click()
    page.get_by_label("移す先の条項").select_option("7")
    page.get_by_role("main").get_by_role("button", name="移す").click()
    assert binding(page, "SEED-5", "5").count() == 0
    assert "移した" in binding(page, "SEED-5", "7").inner_text()
    assert any(item.startswith("方針 5「") for item in listed(page, "規程にあるが")), "nothing covers clause 5 now"

    binding(page, "SEED-5", "7").get_by_role("button", name="外す").click()
    assert binding(page, "SEED-5", "7").count() == 0
    unwritten = [item for item in listed(page, "法令・ガイドラインが求めるが") if "分類" in item]
    assert len(unwritten) == 1, "what is bound nowhere is listed as not written"

    item = page.locator("li", has_text=unwritten[0].split("（")[0])
    item.get_by_role("link", name="規程にあれば結びつける").click()
    page.get_by_label("移す先の条項").select_option("5")
    page.get_by_role("main").get_by_role("button", name="移す").click()
    assert "さんが確認しました" in binding(page, "SEED-5", "5").inner_text()
    is_in_order(page)


def test_the_ledger_verifies_at_the_press_of_a_button(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + "/ledger")
    page.get_by_role("button", name=re.compile("検証")).click()
    assert "書き換えは見つかりませんでした" in page.content() or "異状なし" in page.content()
    is_in_order(page)
