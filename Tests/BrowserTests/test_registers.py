"""A register through the browser: find, add, correct, two at once, history, and all of it without a script."""

from conftest import _page, sign_in
from looks import is_in_order

NAME = "試験用の台帳 <b>太字</b> ㈱﨑 👩‍🚒"


def add(page, site, name):
    page.goto(site.address + "/registers/sites")
    page.get_by_role("link", name="新しく登録する").click()
    page.get_by_label("名称").fill(name)
    page.get_by_role("button", name="登録する").click()


def test_a_record_is_added_corrected_and_remembered(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    add(page, demo_site, NAME)
    assert page.get_by_role("heading", level=1).inner_text() == NAME, "shown as it was typed, never as markup"
    is_in_order(page)
    page.get_by_role("link", name="直す", exact=True).click()
    page.get_by_label("所在地").fill("水影市1丁目")
    page.get_by_role("button", name="直して保存する").click()
    assert "水影市1丁目" in page.get_by_role("main").inner_text()
    page.get_by_role("link", name="これまでの版").click()
    assert "水影市1丁目" in page.get_by_role("main").inner_text()
    is_in_order(page)


def test_what_is_missing_is_said_at_the_field_and_nothing_is_lost(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + "/registers/sites/new")
    page.get_by_label("所在地").fill("消えては困る住所")
    page.evaluate("document.querySelectorAll('[required]').forEach(e => e.removeAttribute('required'))")
    page.get_by_role("button", name="登録する").click()
    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("所在地").input_value() == "消えては困る住所"
    is_in_order(page)


def test_the_same_name_twice_is_said_at_the_name(demo_site, wide):
    sign_in(wide, demo_site)
    add(wide, demo_site, "一つだけの施設")
    add(wide, demo_site, "一つだけの施設")
    assert wide.get_by_role("alert").is_visible()
    is_in_order(wide)


def test_two_who_correct_the_same_record_both_see_both(demo_site, browser):
    first, second = next(_page(browser, 1280)), next(_page(browser, 1280))
    for page in (first, second):
        sign_in(page, demo_site)
    add(first, demo_site, "二人で直す施設")
    address = first.url
    for page in (first, second):
        page.goto(address + "/edit")
    first.get_by_label("所在地").fill("先の住所")
    first.get_by_role("button", name="直して保存する").click()
    second.get_by_label("所在地").fill("後の住所")
    second.get_by_role("button", name="直して保存する").click()
    text = second.get_by_role("main").inner_text()
    assert "先の住所" in text and "後の住所" in text
    is_in_order(second)
    second.get_by_role("button", name="自分の内容で保存する").click()
    assert "後の住所" in second.get_by_role("main").inner_text()
    first.context.close()
    second.context.close()


def test_it_works_without_a_script(demo_site, browser):
    page = next(_page(browser, 1280, java_script_enabled=False))
    sign_in(page, demo_site)
    add(page, demo_site, "台本なしの施設")
    assert "台本なしの施設" in page.get_by_role("heading", level=1).inner_text()
    page.context.close()


def test_the_keyboard_alone_reaches_the_list_and_its_records(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + "/registers/contracts")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "本文へ進む"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('tbody') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/registers/contracts/records/*")
