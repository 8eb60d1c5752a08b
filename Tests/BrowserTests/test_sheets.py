"""Excel in and out through the browser: errors first, then corrected, taken in, taken back; with and without a script."""

import openpyxl
import pytest

from conftest import _page, sign_in
from looks import is_in_order

ROWS = [
    ["情報資産の一覧"], [], ["資産名", "所管課", "機密性", "確認日", "整理番号"],
    ["表から来た名簿", "会計室", "２", "令和8年4月1日", 1], ["直す行", "どこにもない課", "2", "いつか", 2],
]


def workbook(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def send(page, site, path, register="information-assets", scripts=True):
    page.goto(site.address + f"/registers/{register}")
    page.get_by_role("link", name="Excelから取り込む").click()
    if scripts:
        is_in_order(page)
    page.get_by_label("取り込むファイル").set_input_files(path)
    page.get_by_role("button", name="読み取って確かめる").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_import_with_errors_is_corrected_taken_in_and_taken_back(demo_site, browser, tmp_path, scripts):
    for page in _page(browser, 1280, java_script_enabled=scripts):
        sign_in(page, demo_site)
        send(page, demo_site, workbook(tmp_path / "first.xlsx", ROWS), scripts=scripts)
        text = page.get_by_role("main").inner_text()
        assert "まだ何も変わっていません" in text and "「どこにもない課」は台帳「所属」にありません" in text
        assert "取り込まない列：「整理番号」" in text and page.get_by_role("button", name="取り込む", exact=True).count() == 0
        if scripts:
            is_in_order(page)
        with page.expect_download() as download:
            page.get_by_role("link", name="直す行をExcelで受け取る").click()
        rest = tmp_path / "rest.xlsx"
        download.value.save_as(rest)
        page.get_by_role("button", name="良い行だけ取り込む").click()
        assert "新しい記録" in page.get_by_role("main").inner_text()
        if scripts:
            is_in_order(page)
        book = openpyxl.load_workbook(rest)
        sheet = book.worksheets[0]
        assert sheet.cell(1, sheet.max_column).value == "取り込めなかった理由"
        sheet["B2"], sheet["D2"] = "会計室", "R8.4.2"
        book.save(rest)
        send(page, demo_site, rest, scripts=scripts)
        page.get_by_role("button", name="取り込む", exact=True).click()
        page.goto(demo_site.address + "/registers/information-assets?q=直す行")
        assert page.locator("main tbody").get_by_role("link", name="直す行").count() == 1
        for _ in range(2):
            page.goto(demo_site.address + "/registers/information-assets/import")
            page.locator("tr", has_not_text="元に戻しました").get_by_role("link").first.click()
            page.get_by_role("button", name="この取り込みを元に戻す").click()
            assert "元に戻してあります" in page.get_by_role("main").inner_text()


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_an_export_that_was_edited_shows_old_and_new(demo_site, request, width, tmp_path):
    page = request.getfixturevalue(width)
    sign_in(page, demo_site)
    page.goto(demo_site.address + "/registers/contractors")
    is_in_order(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Excelに書き出す").click()
    path = tmp_path / "out.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    column = [cell.value for cell in sheet[1]].index("備考") + 1
    sheet.cell(2, column, "=表で <直した>")
    sheet.cell(2, column).data_type = "s"
    book.save(path)
    send(page, demo_site, path, "contractors")
    is_in_order(page)
    assert page.get_by_role("insertion").inner_text() == "=表で <直した>"
    page.get_by_role("button", name="やめる").click()
    assert "何も変わっていません" in page.get_by_role("main").inner_text()


def test_the_meaning_of_a_column_is_chosen_by_hand(demo_site, narrow, tmp_path):
    page = narrow
    sign_in(page, demo_site)
    path = workbook(tmp_path / "people.xlsx", [["よびな", "番号"], ["表野 一郎", "90001"]])
    send(page, demo_site, path, "people")
    assert "どの列が「氏名」か" in page.get_by_role("main").inner_text()
    page.get_by_label("A列「よびな」").select_option(label="氏名")
    page.get_by_label("「任用の種類」の列がないとき").fill("正規職員")
    page.get_by_role("button", name="この意味で確かめ直す").click()
    is_in_order(page)
    assert page.get_by_role("button", name="取り込む", exact=True).is_visible()


@pytest.mark.parametrize(
    "name, content, word",
    [("a.xlsx", b"PK\x03\x04 broken", "壊れている"), ("a.pdf", b"%PDF-1.7", "PDF"), ("a.csv", b"a\n\"b", "閉じられていません")],
)
def test_a_file_that_is_no_table_is_said_at_the_field(demo_site, wide, tmp_path, name, content, word):
    (tmp_path / name).write_bytes(content)
    sign_in(wide, demo_site)
    send(wide, demo_site, tmp_path / name)
    assert word in wide.get_by_role("alert").inner_text()
    is_in_order(wide)


def test_auditors_take_out_and_put_nothing_in(demo_site, wide):
    sign_in(wide, demo_site, "kansa")
    wide.goto(demo_site.address + "/registers/information-assets")
    assert wide.get_by_role("button", name="Excelに書き出す").is_visible()
    assert wide.get_by_role("link", name="Excelから取り込む").count() == 0
    assert wide.goto(demo_site.address + "/registers/information-assets/import").status == 403
