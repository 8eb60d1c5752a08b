"""The search box: any word of one character or more, marked and grouped, with and without a script."""

import pytest

from conftest import _page, sign_in
from looks import is_in_order


def search(page, words):
    page.get_by_role("searchbox", name="さがす").fill(words)
    page.get_by_role("searchbox", name="さがす").press("Enter")
    page.wait_for_url("**/search?**")


def marks(page):
    return page.locator("mark").all_inner_texts()


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_word_is_found_however_it_is_written(demo_site, width, request):
    page = request.getfixturevalue(width)
    sign_in(page, demo_site)
    for typed, marked in [("救", "救"), ("救急", "救急"), ("ｻｰﾊﾞ", "サーバ"), ("ねっとわーく", "ネットワーク")]:
        search(page, typed)
        assert marked in marks(page), typed
        assert page.get_by_role("heading", level=2).count() >= 1
        is_in_order(page)


def test_a_find_is_followed_by_the_keyboard_alone(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    search(page, "救急")
    first = page.locator(".hit a").first
    name = first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/search" not in url)
    assert name.split(" ")[-1][:4] in page.get_by_role("main").inner_text()


def test_all_finds_of_one_register_are_gone_through_page_by_page(demo_site, browser):
    page = next(_page(browser, 1280, java_script_enabled=False))
    sign_in(page, demo_site)
    search(page, "の")
    page.get_by_role("link", name="すべて見る").first.click()
    total = int(page.get_by_role("heading", level=2).inner_text().split("（")[1].split("件")[0].replace(",", ""))
    seen = []
    while True:
        seen += [link.get_attribute("href") for link in page.locator(".hit a").all()]
        following = page.get_by_role("link", name="次の50件")
        if not following.count():
            break
        following.click()
    assert len(seen) == len(set(seen)) == total
    page.get_by_role("link", name="すべての台帳からさがす").click()
    assert page.get_by_role("heading", level=2).count() > 1


def test_nothing_is_found_of_what_one_may_not_see(demo_site, wide, browser):
    sign_in(wide, demo_site)
    search(wide, "情報資産")
    shown = wide.get_by_role("main").inner_text()
    search(wide, "無無無")
    assert "見つかりませんでした" in wide.get_by_role("main").inner_text()
    staff = next(_page(browser, 390))
    sign_in(staff, demo_site, "shokuin")
    search(staff, "契約")
    assert "契約（" not in staff.get_by_role("main").inner_text() and shown
    is_in_order(staff)
