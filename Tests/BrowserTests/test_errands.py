"""What people come for, done as they would: each of these hurt once."""

import re

from conftest import sign_in
from looks import is_in_order


def test_records_of_requirements_are_read_and_chosen_by_title(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/registers/answers")
    assert not re.search(r"(SEED|LAW)-", wide.get_by_role("main").inner_text())
    wide.get_by_role("main").locator("tbody th a").first.click()
    assert not re.search(r"(SEED|LAW)-", wide.get_by_role("main").inner_text())
    wide.goto(demo_site.address + "/registers/answers/new")
    wide.get_by_label("要求事項").select_option(label="災害への対策")
    is_in_order(wide)


def test_a_choice_can_be_taken_back(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/registers/contracts")
    wide.get_by_role("main").locator("tbody th a").first.click()
    record = wide.url
    wide.goto(record + "/edit")
    wide.get_by_role("group", name="情報セキュリティ要件の記載").get_by_label("未記入").check()
    wide.get_by_role("button", name="直して保存する").click()
    row = wide.get_by_role("main").locator("dt", has_text="情報セキュリティ要件の記載").locator("+ dd")
    assert row.inner_text() == "未記入"
    wide.goto(record + "/history")
    assert "確認した" in wide.locator(".versions li").first.locator("del").all_inner_texts()


def test_the_report_fits_one_sheet_and_says_what_changed(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/report")
    text = wide.get_by_role("main").inner_text()
    assert "からの変化" in text and "→" in text, "something was caught up last week"
    assert pages(wide) == 1
    wide.get_by_label("いつと比べるか").fill("昨日のあたり")
    wide.get_by_role("button", name="この日と比べる").click()
    assert "日付として読めません" in wide.content()
    is_in_order(wide)
    wide.get_by_label("いつと比べるか").fill("平成元年4月1日")
    wide.get_by_role("button", name="この日と比べる").click()
    assert "まだ比べられません" in wide.content()


def pages(page):
    """How many sheets of A4 the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4", prefer_css_page_size=True)))


def test_paper_carries_no_buttons_and_no_fields(demo_site, wide):
    sign_in(wide, demo_site)
    for path in ["/", "/audit", "/report"]:
        wide.goto(demo_site.address + path)
        wide.emulate_media(media="print")
        seen = wide.evaluate(
            """() => [...document.querySelectorAll('button, input, .button')]
            .filter(e => e.getClientRects().length > 0).map(e => e.outerHTML.slice(0, 80))"""
        )
        assert not seen, (path, seen)
        wide.emulate_media(media="screen")


def test_wide_tables_are_read_without_scrolling_on_a_small_screen(demo_site, narrow):
    sign_in(narrow, demo_site)
    for path in ["/people", "/ledger", "/registers/information-assets", "/registers/answers", "/policy/bindings"]:
        narrow.goto(demo_site.address + path)
        hidden = narrow.evaluate(
            "[...document.querySelectorAll('.table-frame')].filter(f => f.scrollWidth > f.clientWidth + 1).length"
        )
        assert hidden == 0, path
        is_in_order(narrow)
    narrow.goto(demo_site.address + "/registers/information-assets")
    first = narrow.locator("tbody tr").first
    assert first.locator("td").first.get_attribute("data-label") == "所管所属"
    narrow.get_by_role("link", name="分類を確認した日").click()
    assert "sort=classified_on" in narrow.url, "the list can still be ordered"


def test_a_report_is_taken_up_in_two_presses(demo_site, wide):
    sign_in(wide, demo_site)
    wide.get_by_role("link", name="受け付ける").click()
    assert wide.get_by_label("受け付けて対応している").is_checked()
    wide.get_by_role("button", name="直して保存する").click()
    assert "受け付けて対応している" in wide.get_by_role("main").inner_text()
    wide.goto(demo_site.address + "/")
    assert wide.get_by_role("link", name="受け付ける").count() == 0


def test_what_is_pointed_to_says_what_comes_first(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/registers/organization-units")
    wide.get_by_role("main").locator("tbody th a").first.click()
    wide.get_by_role("link", name="終わりにする").click()
    assert "先に直すもの" in wide.content()
    assert wide.get_by_role("main").get_by_role("button", name="終わりにする").count() == 0
    wide.get_by_role("main").get_by_role("link", name="情報資産").click()
    assert "keeper=" in wide.url
    is_in_order(wide)


def test_confirming_one_of_fifty_rows_comes_back_to_it(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/policy/bindings")
    row = wide.get_by_role("region", name="結びついているもの").locator("tbody tr").nth(20)
    place = row.get_attribute("id")
    row.get_by_role("button", name="確認").click()
    wide.wait_for_url(lambda url: "#" in url)
    back = wide.locator(f"[id='{place}']")
    assert "さんが確認しました" in back.inner_text()
    # Scrolling there takes a moment where motion is welcome.
    wide.wait_for_function(
        """id => {
            const box = document.getElementById(id).getBoundingClientRect();
            return box.top >= 0 && box.top < innerHeight;
        }""",
        arg=place,
    )


def test_staff_are_led_nowhere_they_may_not_go(demo_site, wide):
    for login in ["shokuin", "shochou"]:
        wide.context.clear_cookies()
        sign_in(wide, demo_site, login)
        for link in wide.locator("a[href^='/']").evaluate_all("all => all.map(a => a.getAttribute('href'))"):
            answer = wide.request.get(demo_site.address + link)
            assert answer.status == 200, (login, link, answer.status)


def test_whoever_has_read_the_policy_says_so_where_it_ends(demo_site, narrow):
    sign_in(narrow, demo_site, "shokuin")
    narrow.get_by_role("link", name="本文を読む").click()
    is_in_order(narrow)
    narrow.get_by_role("button", name="読みました").click()
    assert "基本方針" not in narrow.get_by_role("main").locator("h2").first.inner_text()


def test_every_link_of_a_list_leads_somewhere(demo_site, wide):
    sign_in(wide, demo_site)
    for register in ["policy-adoptions", "appointments", "answers", "evidence", "information-systems"]:
        wide.goto(demo_site.address + "/registers/" + register)
        links = wide.locator("tbody tr").first.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        for link in links:
            assert wide.request.get(demo_site.address + link).status == 200, link


def test_a_link_leads_back_after_signing_in(demo_site, wide):
    wide.goto(demo_site.address + "/requirements/SEED-7")
    wide.get_by_label("利用者名").fill("jimukyoku")
    wide.get_by_label("パスワード").fill(demo_site.passwords["jimukyoku"])
    wide.get_by_role("main").get_by_role("button", name="サインイン").click()
    wide.wait_for_url(demo_site.address + "/requirements/SEED-7")


def test_an_account_ends_on_the_day_that_was_given_and_tells_its_last_use(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/people")
    own = wide.get_by_role("row").filter(has_text="jimukyoku")
    assert "令和" in own.inner_text() and own.get_by_role("button", name="停止").count() == 0
    wide.locator("input[name='person.search']").fill("三浦")
    wide.get_by_role("button", name="探す").click()
    wide.get_by_role("group", name="だれの利用者名ですか").get_by_role("radio").first.check()
    wide.get_by_label("利用者名 ※必須").fill("miura")
    wide.get_by_role("radio", name="職員 ", exact=False).first.check()
    wide.get_by_label("いつまで使えますか").fill("R9.3.31")
    wide.get_by_role("button", name="足す").click()
    assert "一度だけ表示します" in wide.content()
    assert "令和9年3月31日" in wide.get_by_role("row").filter(has_text="miura").inner_text()
