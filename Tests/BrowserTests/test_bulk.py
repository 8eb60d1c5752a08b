"""One value for one field of many records, and lists as they were on a past day."""

import openpyxl
import pytest

from conftest import _page, sign_in
from looks import is_in_order

ASSETS = "/registers/information-assets"


def choose(page, title, scope=None):
    if scope:
        page.get_by_label(scope).check()
    page.get_by_label("どの項目を変えますか").select_option(label=title)
    page.get_by_role("button", name="次へ：新しい値を決める").click()


def main(page):
    return page.get_by_role("main").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_chosen_records_are_changed_at_once_and_taken_back(demo_site, browser, scripts):
    for page in _page(browser, 1280, java_script_enabled=scripts):
        sign_in(page, demo_site)
        page.goto(demo_site.address + ASSETS)
        page.get_by_role("link", name="まとめて変える").click()
        choose(page, "保管場所")
        assert "変える記録を選んでください" in page.get_by_role("alert").inner_text()
        boxes = page.get_by_role("checkbox")
        for number in range(3):
            boxes.nth(number).check()
        if scripts:
            is_in_order(page)
        choose(page, "保管場所")
        assert "3件の「保管場所」を変える" in main(page)
        page.get_by_role("button", name="次へ：変わるところを確かめる").click()
        assert "新しい値を入れてください" in main(page)
        if scripts:
            is_in_order(page)
        page.get_by_label("保管場所", exact=True).fill("まとめた書庫")
        page.get_by_role("button", name="次へ：変わるところを確かめる").click()
        assert "まだ何も変わっていません" in main(page) and page.get_by_role("insertion").count() == 3
        if scripts:
            is_in_order(page)
        page.get_by_role("button", name="3件を変える").click()
        assert "保存しました（変わった記録 3件）" in main(page)
        page.get_by_role("link", name="この保存を確かめる・元に戻す").click()
        page.get_by_role("button", name="このまとめての変更を元に戻す").click()
        assert "元に戻してあります" in main(page)
        page.goto(demo_site.address + "/search?q=まとめた書庫")
        assert page.get_by_role("main").get_by_role("link", name="職員名簿").count() == 0


def test_all_that_a_filter_finds_takes_a_choice(demo_site, narrow):
    page = narrow
    sign_in(page, demo_site)
    page.goto(demo_site.address + ASSETS + "?confidentiality=2")
    total = page.get_by_role("navigation", name="ページの移動").inner_text()
    page.get_by_role("link", name="まとめて変える").click()
    is_in_order(page)
    choose(page, "種類", "この一覧の")
    is_in_order(page)
    page.get_by_label("種類").select_option(label="紙の文書")
    page.get_by_role("button", name="次へ：変わるところを確かめる").click()
    is_in_order(page)
    button = page.get_by_role("button", name="件を変える")
    count = int(button.inner_text().replace("件を変える", ""))
    same = int(page.locator("dt", has_text="もうその値の記録").locator("xpath=following-sibling::dd[1]").inner_text()[:-1])
    assert f"全{count + same}件" in total
    button.click()
    assert f"変わった記録 {count}件" in main(page) and "confidentiality=2" in page.url


def test_a_link_is_found_and_a_field_is_emptied(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + ASSETS + "/bulk")
    page.get_by_role("checkbox").first.check()
    choose(page, "所管所属")
    if page.get_by_role("button", name="探す").count():
        page.get_by_label("名称の一部で探す").fill("会計")
        page.get_by_role("button", name="探す").click()
    page.get_by_label("会計室").check()
    page.get_by_role("button", name="次へ：変わるところを確かめる").click()
    assert "会計室" in main(page)
    page.goto(demo_site.address + ASSETS + "/bulk")
    page.get_by_role("checkbox").nth(1).check()
    choose(page, "分類を確認した日")
    page.get_by_label("この項目を空にする").check()
    page.get_by_role("button", name="次へ：変わるところを確かめる").click()
    assert "未記入" in main(page)


def test_a_list_of_a_past_day_says_so_and_is_exported_as_it_was(demo_site, wide, tmp_path):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + ASSETS)
    page.get_by_label("いつの一覧か").fill("1年1月1日")
    page.get_by_role("button", name="絞り込む").click()
    assert "日を読み取れないため" in main(page)
    page.get_by_label("いつの一覧か").fill("R7.4.1")
    page.get_by_role("button", name="絞り込む").click()
    assert "過去の一覧" in main(page) and "令和7年4月1日の終わりの内容です" in main(page)
    assert page.get_by_role("link", name="表で直す").count() == 0
    assert page.get_by_role("link", name="新しく登録する").count() == 0
    is_in_order(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Excelに書き出す").click()
    assert "2025-04-01の終わり" in download.value.suggested_filename
    path = tmp_path / "past.xlsx"
    download.value.save_as(path)
    assert openpyxl.load_workbook(path).worksheets[0].max_row == 1, "nothing was recorded then"
    page.get_by_role("link", name="いまの一覧に戻る").click()
    assert page.get_by_role("link", name="表で直す").is_visible()
