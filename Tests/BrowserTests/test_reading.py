"""What staff read and tell, and what section heads confirm, seen from both sides."""

from conftest import _page, sign_in
from looks import is_in_order, small_targets


def test_staff_read_and_confirm_and_the_office_sees_it(demo_site, narrow, browser):
    page = narrow
    sign_in(page, demo_site, "shokuin")
    heading = page.get_by_role("heading", level=1)
    assert heading.inner_text() == "読んでいただくもの（2件）"
    is_in_order(page)
    assert not small_targets(page)
    page.get_by_role("button", name="「不審なメールを開かないために」を読みました").click()
    assert "あと1件" in page.get_by_role("main").inner_text()
    page.get_by_role("link", name="本文を読む").click()
    is_in_order(page)
    text = page.get_by_role("main").inner_text()
    assert "対応が必要" not in text and "要求事項" not in text, "staff read the words, not how they are kept"
    page.goto(demo_site.address + "/")
    page.get_by_role("button", name="基本方針」を読みました").click()
    assert "いま読んでいただくものはありません" in page.get_by_role("main").inner_text()
    is_in_order(page)

    office = next(_page(browser, 1280))
    sign_in(office, demo_site)
    office.goto(demo_site.address + "/reading/people")
    assert "人のうち1人が読みました。" in office.get_by_role("main").inner_text()
    is_in_order(office)

    # The office changes the words: whoever had read them is asked again.
    office.goto(demo_site.address + "/registers/staff-notices")
    office.get_by_role("link", name="不審なメールを開かないために").click()
    office.get_by_role("link", name="直す", exact=True).click()
    office.get_by_label("本文").fill("心当たりのないメールは、開かずに知らせてください。")
    office.get_by_role("button", name="直して保存する").click()
    is_in_order(office)
    page.goto(demo_site.address + "/")
    assert "心当たりのないメールは" in page.get_by_role("main").inner_text()
    office.context.close()


def test_telling_takes_three_fields_and_is_on_the_offices_home(demo_site, browser):
    page = next(_page(browser, 390, java_script_enabled=False))
    sign_in(page, demo_site, "shokuin")
    page.get_by_role("link", name="知らせる（30秒）").click()
    page.get_by_role("button", name="知らせる").click()
    page.get_by_label("何がありましたか").fill("USBメモリが見当たらない")
    page.get_by_label("どこでですか").fill("相談室")
    page.get_by_role("main").get_by_role("button", name="知らせる").click()
    assert "ありがとうございます" in page.get_by_role("heading", level=1).inner_text()
    page.context.close()

    office = next(_page(browser, 1280))
    sign_in(office, demo_site)
    line = office.get_by_role("listitem").filter(has_text="知らせ：USBメモリが見当たらない")
    assert "相談室" in line.inner_text()
    line.get_by_role("link", name="受け付ける").click()
    is_in_order(office)
    office.get_by_label("受け付けて対応している").check()
    office.get_by_role("button", name="直して保存する").click()
    office.goto(demo_site.address + "/")
    assert "USBメモリが見当たらない" not in office.get_by_role("heading", name="急いで").locator("+ ul").inner_text()
    office.context.close()


def test_the_form_for_telling_is_in_order_before_and_after(demo_site, wide):
    sign_in(wide, demo_site, "kansa")
    wide.goto(demo_site.address + "/tell")
    is_in_order(wide)
    wide.evaluate("document.querySelectorAll('[required]').forEach(e => e.removeAttribute('required'))")
    wide.get_by_role("main").get_by_role("button", name="知らせる").click()
    assert wide.get_by_role("alert").is_visible()
    is_in_order(wide)


def test_a_requirement_that_registers_answer_leads_to_the_register(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/requirements/SEED-2(4)")
    assert wide.get_by_role("group", name="実施しましたか").count() == 0, "an answer would change nothing"
    assert wide.get_by_role("heading", name="どの台帳で判定するか").is_visible()
    is_in_order(wide)
    wide.goto(demo_site.address + "/requirements/SEED-6(3)-b")
    assert wide.get_by_label("どの所属の記録ですか").is_visible()
    assert wide.get_by_label("対象がない").count() == 0
    is_in_order(wide)
