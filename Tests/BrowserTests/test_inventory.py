"""Every register of the inventory: its list and its form, wide and narrow, and that one finds it."""

import pytest
from conftest import sign_in
from looks import is_in_order


def addresses(page, site):
    page.goto(site.address + "/registers")
    return [link.get_attribute("href") for link in page.locator("main table th a").all()]


def test_every_form_is_in_order_and_says_what_its_fields_mean(demo_site, wide):
    sign_in(wide, demo_site, "jimukyoku")
    registers = addresses(wide, demo_site)
    assert len(registers) > 40
    is_in_order(wide)
    for address in registers:
        wide.goto(demo_site.address + address)
        if wide.get_by_role("link", name="新しく登録する").count():
            wide.goto(demo_site.address + address + "/new")
            is_in_order(wide)
            assert wide.locator("main form .hint").count() > 1, address


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_no_list_is_wider_than_the_page(demo_site, request, size):
    page = request.getfixturevalue(size)
    sign_in(page, demo_site, "jimukyoku")
    for address in addresses(page, demo_site):
        page.goto(demo_site.address + address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


def test_what_a_section_head_does_not_fill_is_folded_and_one_press_away(demo_site, wide):
    page = wide
    sign_in(page, demo_site, "shochou")
    page.goto(demo_site.address + "/registers")
    machines = page.locator("details.topic", has_text="システムと機器")
    people = page.locator("details.topic", has_text="ひとと組織")
    assert machines.get_attribute("open") is not None and people.get_attribute("open") is None
    people.locator("summary").click()
    assert people.get_by_role("link", name="緊急連絡先").is_visible()
    machines.get_by_role("link", name="機器", exact=True).click()
    page.get_by_role("link", name="新しく登録する").click()
    page.get_by_label("機器の名称").fill("署の新しいタブレット")
    page.get_by_label("取得した日").fill("R8.5.1")
    page.get_by_label("廃棄・返却した日").fill("R8.4.1")
    page.get_by_role("button", name="登録する").click()
    assert "「廃棄・返却した日」が「取得した日」より前です" in page.locator("main").inner_text()
