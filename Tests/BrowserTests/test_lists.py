"""Lists under conditions: asked of any field, sent as an address, saved under a name, counted, exported."""

import openpyxl
import pytest

from conftest import _page, sign_in
from looks import is_in_order

ASSETS = "/registers/information-assets"


def main(page):
    return page.get_by_role("main").inner_text()


def total(page):
    words = page.get_by_role("navigation", name="ページの移動").inner_text()
    return int(words.split("全")[1].split("件")[0].replace(",", ""))


def group(page, title):
    return page.get_by_role("group", name=title, exact=True).first


@pytest.mark.parametrize("scripts", [True, False])
def test_a_list_is_asked_of_any_field_and_its_address_says_so(demo_site, browser, scripts):
    for page in _page(browser, 1280, java_script_enabled=scripts):
        sign_in(page, demo_site)
        page.goto(demo_site.address + ASSETS)
        everything = total(page)
        page.get_by_role("link", name="詳しい条件・並び・項目").click()
        if scripts:
            is_in_order(page)
        confidentiality = group(page, "機密性")
        confidentiality.get_by_label("自治体機密性2（直ちには公表しない）").check()
        confidentiality.get_by_label("未記入").last.check()
        group(page, "分類を確認した日").get_by_label("これから").fill("きのう")
        page.get_by_role("button", name="この条件で出す").click()
        assert "条件を読み取れません" in main(page)
        if scripts:
            is_in_order(page)
        group(page, "分類を確認した日").get_by_label("これから").fill("R1.5.1")
        page.get_by_label("並べる項目").select_option(label="分類を確認した日")
        page.get_by_label("向き").select_option(label="大きい順・新しい順")
        page.get_by_label("保管場所", exact=True).last.check()
        page.get_by_role("button", name="この条件で出す").click()
        assert "?confidentiality.in=2%2C-&classified_on.from=2019-05-01&sort=classified_on&order=down&columns=" in page.url
        text = main(page)
        assert "機密性：自治体機密性2（直ちには公表しない） か 未記入" in text
        assert "分類を確認した日：令和元年5月1日 から" in text and "「分類を確認した日」の大きい順" in text
        assert page.get_by_role("columnheader", name="保管場所").count() == 1
        narrowed = total(page)
        assert 0 < narrowed < everything
        if scripts:
            is_in_order(page)
        address = page.url
        page.get_by_role("link", name="「機密性：自治体機密性2（直ちには公表しない） か 未記入」を外す").click()
        assert narrowed <= total(page) and "confidentiality.in" not in page.url
        page.goto(address)
        assert total(page) == narrowed, "an address is the list, wherever it is opened"


def test_an_export_holds_exactly_the_list(demo_site, wide, tmp_path):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + ASSETS + "?confidentiality.in=2&sort=name&order=down")
    count = total(page)
    names = page.locator("tbody th").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("button", name="この条件でExcelに書き出す").click()
    path = tmp_path / "list.xlsx"
    download.value.save_as(path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heading = [cell.value for cell in sheet[1]]
    column = heading.index("名称")
    exported = [row[column].value for row in sheet.iter_rows(min_row=2)]
    assert len(exported) == count and exported[: len(names)] == names


def test_totals_lead_to_what_they_count(demo_site, narrow):
    page = narrow
    sign_in(page, demo_site)
    page.goto(demo_site.address + ASSETS)
    page.get_by_role("link", name="集計を見る").click()
    is_in_order(page)
    totals = page.get_by_role("region", name="この一覧の集計")
    link = totals.get_by_role("link", name="自治体機密性2").first
    count = int(link.inner_text().split(" ")[-1].removesuffix("件").replace(",", ""))
    link.click()
    assert total(page) == count
    page.get_by_role("link", name="集計を閉じる").click()
    assert totals.count() == 0 and total(page) == count


def test_a_view_is_saved_chosen_seen_first_and_removed(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + ASSETS)
    everything = total(page)
    page.goto(demo_site.address + ASSETS + "?confidentiality=2&sort=classified_on")
    count = total(page)
    page.get_by_role("link", name="この見方を残す・選ぶ").click()
    is_in_order(page)
    page.get_by_label("見方の名前").fill("2のもの")
    page.get_by_label("みんな", exact=True).check()
    page.get_by_label("自分には、はじめにこの見方を出す").check()
    page.get_by_role("button", name="この見方を残す").click()
    assert "見方を残しました" in main(page) and "みんな・はじめに出す" in main(page)
    is_in_order(page)
    page.goto(demo_site.address + ASSETS)
    assert total(page) == count and "confidentiality=2" in page.url
    is_in_order(page)
    page.get_by_role("link", name="すべて", exact=True).click()
    assert total(page) == everything
    page.get_by_role("link", name="2のもの（はじめに出す）").click()
    page.get_by_role("link", name="「機密性：自治体機密性2（直ちには公表しない）」を外す").click()
    assert total(page) == everything


def test_another_sees_what_is_for_all_but_not_more_than_before(demo_site, wide):
    page = wide
    sign_in(page, demo_site, "shochou")
    page.goto(demo_site.address + ASSETS)
    own = total(page)
    page.get_by_role("navigation", name="残した見方").get_by_role("link", name="2のもの").click()
    assert 0 <= total(page) <= own
    page.get_by_role("link", name="この見方を残す・選ぶ").click()
    assert page.get_by_label("みんな", exact=True).count() == 0, "only the office saves for everybody"
    assert page.get_by_role("button", name="「2のもの」を消す").count() == 0


def test_the_office_removes_it(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + ASSETS + "/views")
    page.get_by_role("button", name="「2のもの」を消す").click()
    assert "見方を消しました" in main(page) and "まだありません" in main(page)
    page.goto(demo_site.address + ASSETS)
    assert "confidentiality" not in page.url
