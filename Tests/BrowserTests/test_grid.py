"""The grid: a block from a spreadsheet, keys alone, undo, two people at once, and the same page without its script."""

import re

import pytest
from playwright.sync_api import expect

from conftest import _page, sign_in
from looks import is_in_order, small_targets

ASSETS = "/registers/information-assets"


def open_grid(page, site, query="", register=ASSETS):
    assert page.goto(site.address + register + "/grid" + query).status == 200


def titles(page):
    return [text.replace("※必須", "") for text in page.locator("table.grid thead th").all_inner_texts()][1:]


def column(page, title):
    return titles(page).index(title)


def cell(page, row, title):
    """The cell of a row counted from 1, by the heading of its column."""
    return page.locator("table.grid tbody tr").nth(row - 1).locator("td").nth(column(page, title))


def go(page, row, title):
    cell(page, row, title).click()


def first_new_row(page):
    return page.locator("table.grid tbody th", has_text="新").first.evaluate("th => th.parentElement.sectionRowIndex + 1")


def paste(page, text):
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def copy(page):
    return page.evaluate(
        """() => {
            const data = new DataTransfer();
            document.activeElement.dispatchEvent(new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true}));
            return data.getData("text/plain");
        }"""
    )


def save(page):
    page.get_by_role("button", name="保存する", exact=True).click()


def says(page, text):
    """Waits for the page that a save leads to."""
    expect(page.get_by_role("main")).to_contain_text(text)


def state(page):
    return page.get_by_role("status").last.inner_text()


def words(page, row, title):
    return cell(page, row, title).locator(".words").text_content()


def block(count, heads):
    """Rows as a spreadsheet puts them on the clipboard: quoted cells, line ends inside, full width, Japanese years."""
    rows = []
    for number in range(1, count + 1):
        values = {
            "名称": f"貼付資産{number:03}", "所管所属": "会計室", "機密性": "自治体機密性２", "個人情報": "含まない",
            "分類を確認した日": "令和8年4月1日" if number % 2 else "R8.4.1",
            "備考": f'"{number}番の備考\n二行目に""引用""があります"',
        }
        rows.append("\t".join(values.get(head, "") for head in heads))
    return "\r\n".join(rows) + "\r\n"


def test_a_block_of_200_rows_is_pasted_corrected_saved_and_taken_back(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + ASSETS)
    page.get_by_role("link", name="表で直す").click()
    is_in_order(page)
    heads = titles(page)
    text = "\t".join(heads) + "\r\n" + block(200, heads)
    text = text.replace("会計室", "どこにもない課", 1).replace("R8.4.1", "いつか", 1)
    first = first_new_row(page)
    go(page, first, "名称")
    paste(page, text)
    assert "200行を貼り付けました。見出しの行は除きました。" in state(page)
    assert words(page, first + 6, "備考") == '7番の備考\n二行目に"引用"があります'
    page.keyboard.press("Control+z")
    assert "変更はありません" in state(page) and words(page, first, "名称") == ""
    page.keyboard.press("Control+y")
    assert words(page, first + 199, "名称") == "貼付資産200"
    save(page)
    alert = page.get_by_role("alert")
    assert "入力を確かめてください（2か所）" in alert.inner_text()
    assert f"{first}行目「所管所属」：「どこにもない課」は台帳「所属」にありません" in alert.inner_text()
    expect(page.locator("td.failed")).to_have_count(2)
    is_in_order(page)
    alert.get_by_role("link").first.click()
    assert cell(page, first, "所管所属").get_attribute("aria-selected") == "true"
    page.keyboard.type("会計室")
    page.keyboard.press("Enter")
    alert.get_by_role("link").last.click()
    page.keyboard.type("2026/4/1")
    page.keyboard.press("Tab")
    save(page)
    says(page, "保存しました（新しい記録 200件）")
    page.goto(demo_site.address + ASSETS + "?q=貼付資産")
    assert "全200件" in page.get_by_role("navigation", name="ページの移動").inner_text()
    page.get_by_role("link", name="貼付資産002").click()
    text = page.get_by_role("main").inner_text()
    assert "会計室" in text and "自治体機密性2" in text and "令和8年4月1日" in text and '二行目に"引用"があります' in text
    page.goto(demo_site.address + ASSETS + "/import")
    page.locator("tr", has_text="表での保存：新しい記録 200件").get_by_role("link").first.click()
    is_in_order(page)
    page.get_by_role("button", name="この表での保存を元に戻す").click()
    page.goto(demo_site.address + ASSETS + "?q=貼付資産")
    assert page.locator("main tbody").get_by_role("link", name=re.compile("貼付資産")).count() == 0


def test_the_keyboard_alone_edits_and_leaves(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    open_grid(page, demo_site)
    name = words(page, 1, "名称")
    page.get_by_role("link", name="情報資産", exact=True).focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('editor')"):
            break
    assert page.evaluate("document.activeElement.value") == name, "the grid is reached, at its first cell"
    page.keyboard.type("改めた名")
    page.keyboard.press("Escape")
    assert words(page, 1, "名称") == name, "given up"
    page.keyboard.press("F2")
    page.keyboard.type("（追記）")
    page.keyboard.press("Enter")
    assert words(page, 1, "名称") == name + "（追記）"
    page.keyboard.press("ArrowUp")
    for title in titles(page)[1:4]:
        page.keyboard.press("Tab")
        assert page.locator("td.current").evaluate("td => td.cellIndex") - 1 == column(page, title)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Home")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    assert page.locator("[aria-selected=true]").count() == 4
    copied = copy(page).split("\r\n")
    assert len(copied) == 2 and copied[0].split("\t")[0] == name + "（追記）"
    page.keyboard.press("Delete")
    assert words(page, 1, "名称") == "" and "変更 2行" in state(page)
    page.keyboard.press("Control+z")
    assert words(page, 1, "名称") == name + "（追記）"
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+Home")
    go(page, 2, "備考")
    page.keyboard.type("一行目")
    page.keyboard.press("Alt+Enter")
    page.keyboard.type("二行目")
    page.keyboard.press("Shift+Enter")
    assert words(page, 2, "備考") == "一行目\n二行目"
    assert page.locator("td.current").evaluate("td => td.parentElement.sectionRowIndex") == 0
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "保存する", "the way out"
    page.keyboard.press("Enter")
    says(page, "保存しました（変わった記録 2件）")


def test_one_value_fills_a_selection_and_an_input_method_types_into_a_cell(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    open_grid(page, demo_site)
    go(page, 1, "保管場所")
    cell(page, 3, "保管場所").click(modifiers=["Shift"])
    paste(page, "書庫\r\n")
    assert [words(page, row, "保管場所") for row in (1, 2, 3)] == ["書庫"] * 3
    go(page, 5, "名称")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "にほん", "selectionStart": 3, "selectionEnd": 3})
    session.send("Input.insertText", {"text": "日本語"})
    page.keyboard.press("Enter")
    assert words(page, 5, "名称") == "日本語", "the value before is replaced"
    assert page.locator("table.grid").get_attribute("role") == "grid"
    assert not small_targets(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(demo_site.address + ASSETS)


def test_two_people_in_the_grid_lose_nothing(demo_site, browser):
    people = [_page(browser, 1280) for _ in range(2)]
    pages = [next(person) for person in people]
    first, second = pages
    for page in pages:
        sign_in(page, demo_site)
        open_grid(page, demo_site, "?q=" + "職員")
    go(first, 1, "備考")
    first.keyboard.type("先の人の備考")
    first.keyboard.press("Enter")
    go(first, 1, "保管場所")
    first.keyboard.type("先の人の棚")
    first.keyboard.press("Enter")
    go(second, 1, "備考")
    second.keyboard.type("後の人の備考")
    second.keyboard.press("Enter")
    save(first)
    says(first, "保存しました")
    save(second)
    says(second, "ほかの人が先に直した行があります（1行）")
    text = second.get_by_role("main").inner_text()
    assert "先の人の備考" in text and "先の人の棚" in text and "後の人の備考" in text
    assert words(second, 1, "備考") == "後の人の備考" and words(second, 1, "保管場所") == "先の人の棚"
    is_in_order(second)
    save(second)
    says(second, "保存しました（変わった記録 1件）")
    assert words(second, 1, "備考") == "後の人の備考" and words(second, 1, "保管場所") == "先の人の棚"
    go(first, 1, "備考")
    first.keyboard.type("もう一度先の人")
    first.keyboard.press("Enter")
    save(first)
    first.get_by_label("相手の内容にする").check()
    save(first)
    says(first, "何も変わっていません")
    assert words(first, 1, "備考") == "後の人の備考"
    for page in pages:
        page.context.close()


def test_what_was_not_saved_waits_in_the_tab_for_the_same_person(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    open_grid(page, demo_site)
    page.on("dialog", lambda dialog: dialog.accept())
    go(page, 1, "備考")
    page.keyboard.type("まだ保存していない")
    page.keyboard.press("Enter")
    go(page, first_new_row(page), "名称")
    paste(page, "書きかけ\r\n")
    while "書きかけ" not in page.evaluate("JSON.stringify(sessionStorage)"):
        page.wait_for_timeout(50)
    page.reload()
    assert words(page, 1, "備考") != "まだ保存していない"
    is_in_order(page)
    page.get_by_role("button", name="続きから直す").click()
    assert words(page, 1, "備考") == "まだ保存していない" and words(page, first_new_row(page), "名称") == "書きかけ"
    page.get_by_role("button", name="サインアウト").click()
    page.wait_for_url("**/sign-in*")
    sign_in(page, demo_site)
    open_grid(page, demo_site)
    assert not page.get_by_role("button", name="続きから直す").is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_without_its_script_the_grid_is_a_table_of_fields(demo_site, browser, width):
    for page in _page(browser, width, java_script_enabled=False):
        sign_in(page, demo_site)
        open_grid(page, demo_site, "?sort=place&order=down")
        fields = page.locator("table.grid tbody tr")
        count = fields.count()
        new = fields.nth(count - 5)
        new.locator("input[name$='.name']").fill(f"スクリプトなし{width}")
        new.locator("input[name$='.keeper']").fill("ない課")
        fields.nth(0).locator("textarea[name$='.note']").fill(f"一行目\n{width}")
        save(page)
        assert "「ない課」は台帳「所属」にありません" in page.get_by_role("alert").inner_text()
        assert page.locator("[aria-invalid=true]").input_value() == "ない課"
        assert page.locator("textarea[name='1.note']").input_value() == f"一行目\n{width}", "nothing typed is lost"
        page.locator("[aria-invalid=true]").fill("会計室")
        save(page)
        says(page, "保存しました（新しい記録 1件、変わった記録 1件）")
        assert "sort=place" in page.url and "order=down" in page.url


@pytest.mark.parametrize("login, status", [("shochou", 200), ("kansa", 403), ("shokuin", 403), ("settei", 403)])
def test_who_has_a_grid(demo_site, narrow, login, status):
    sign_in(narrow, demo_site, login)
    assert narrow.goto(demo_site.address + ASSETS + "/grid").status == status
    is_in_order(narrow)


def test_every_register_has_its_grid(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/registers")
    lists = wide.get_by_role("main").locator("a[href^='/registers/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(set(lists)) > 20
    for path in sorted(set(lists)):
        wide.goto(demo_site.address + path)
        if wide.get_by_role("link", name="表で直す").count() == 0:
            continue
        # Rows of what is there are looked at above; here the empty ones of each kind of field are enough.
        open_grid(wide, demo_site, "?q=どこにもない語", register=path)
        is_in_order(wide)
