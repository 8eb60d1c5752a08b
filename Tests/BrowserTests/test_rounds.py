"""棚卸 in the browser: a head answers and signs by keyboard, on a phone and without a script; the office watches, sends back,
looks at the sample and closes."""

import re

import pytest
import conftest
from looks import is_in_order


def sign_in(page, site, login="jimukyoku"):
    """Whoever was signed in before is not any more."""
    page.context.clear_cookies()
    conftest.sign_in(page, site, login)


def open_own_list(page, site):
    sign_in(page, site, "shochou")
    line = page.locator(".work > li", has_text="棚卸：中央消防署")
    assert line.count() == 1, "one line"
    assert line.get_by_role("link").count() == 1, "with one button"
    line.get_by_role("link", name="確かめる").click()


def round_page(page, site):
    page.goto(site.address + "/rounds")
    page.get_by_role("link", name=re.compile("情報資産・媒体の棚卸")).click()


def test_the_list_of_a_unit_fits_a_phone(demo_site, narrow):
    open_own_list(narrow, demo_site)
    is_in_order(narrow)
    assert narrow.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    narrow.get_by_role("link", name="このまま署名へ進む").click()
    is_in_order(narrow)
    assert narrow.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_another_units_head_and_the_staff_do_not_see_a_round(demo_site, wide):
    sign_in(wide, demo_site)
    round_page(wide, demo_site)
    is_in_order(wide)
    address = wide.url
    other = wide.locator("main table").first.get_by_role("link").filter(has_not_text="中央消防署").first.get_attribute("href")
    sign_in(wide, demo_site, "shochou")
    assert wide.goto(address).status == 403
    assert wide.goto(demo_site.address + other).status == 404
    is_in_order(wide)


def test_the_home_of_the_office_names_the_silent_units(demo_site, wide):
    sign_in(wide, demo_site)
    line = wide.locator(".work > li", has_text="棚卸に署名していない所属")
    assert "中央消防署" in line.inner_text() or "ほか" in line.inner_text()
    line.get_by_role("link", name="棚卸を見る").click()
    row = wide.get_by_role("row", name=re.compile("中央消防署")).first
    assert re.search(r"まだ署名していない（\d+日）", row.inner_text())


def test_a_head_answers_by_keyboard_and_signs(demo_site, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="ja-JP", java_script_enabled=False)
    page = context.new_page()
    open_own_list(page, demo_site)
    first = page.locator(".answers select").first
    first.focus()
    page.keyboard.press("End")
    assert first.input_value() == "gone.moved"
    page.keyboard.press("Tab")
    page.keyboard.type("出張所へ移した")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    while not page.url.endswith("/sign"):
        with page.expect_navigation():
            page.get_by_role("button", name=re.compile("^保存して(次の|署名)")).click()
    text = page.get_by_role("main").inner_text()
    assert "出張所へ移した" in text and "なくなった（移管）" in text
    page.get_by_role("button", name="署名する").click()
    assert "確かめたら、印を付けてください" in page.get_by_role("main").inner_text(), "the words are acknowledged"
    page.get_by_label(re.compile("事実のとおりであることを確かめました")).check()
    page.get_by_role("button", name="署名する").click()
    assert "一覧に署名しました" in page.get_by_role("status").inner_text()
    assert "いま確認していただく棚卸はありません" in page.get_by_role("main").inner_text()
    context.close()


def test_the_office_sends_back_and_the_head_reads_why(demo_site, wide):
    sign_in(wide, demo_site)
    round_page(wide, demo_site)
    wide.get_by_role("link", name="中央消防署", exact=True).click()
    is_in_order(wide)
    wide.get_by_label("差し戻す理由").fill("出張所の分が抜けています")
    wide.get_by_role("button", name="差し戻す").click()
    sign_in(wide, demo_site, "shochou")
    assert "出張所の分が抜けています" in wide.locator(".work > li", has_text="棚卸：中央消防署").inner_text()
    wide.get_by_role("link", name="確かめる").click()
    assert "出張所の分が抜けています" in wide.get_by_role("main").inner_text()
    is_in_order(wide)


def test_the_sample_is_looked_at_and_the_round_closed(demo_site, wide):
    sign_in(wide, demo_site, "kansa")
    round_page(wide, demo_site)
    is_in_order(wide)
    assert wide.get_by_role("button", name="締めて、結果を証拠に残す").count() == 0, "auditors close nothing"
    before = wide.get_by_role("button", name="記録する").count()
    assert before > 0
    form = wide.locator("form.row-actions").first
    form.get_by_role("combobox").select_option("differs")
    form.get_by_role("button").click()
    assert "違っていたことを書いてください" in wide.get_by_role("status").inner_text()
    form = wide.locator("form.row-actions").first
    form.get_by_role("combobox").select_option("differs")
    form.get_by_role("textbox").fill("棚が一つ隣だった")
    form.get_by_role("button").click()
    assert wide.get_by_role("button", name="記録する").count() == before - 1
    assert "棚が一つ隣だった" in wide.get_by_role("main").inner_text()

    sign_in(wide, demo_site)
    round_page(wide, demo_site)
    wide.get_by_role("textbox", name="所見 ※必須").fill("年度末の異動の前に、もう一度行う。")
    wide.get_by_role("button", name="締めて、結果を証拠に残す").click()
    text = wide.get_by_role("main").inner_text()
    assert "締めた日" in text and "抽出の種" in text
    is_in_order(wide)
    wide.goto(demo_site.address + "/registers/evidence")
    assert wide.get_by_role("link", name=re.compile("棚卸の結果")).count() == 1
    sign_in(wide, demo_site, "shochou")
    wide.goto(demo_site.address + "/rounds")
    assert "署名のないまま締めた" in wide.get_by_role("main").inner_text()


@pytest.mark.parametrize("kind, word", [("", "確かめる台帳"), ("?kind=accounts", "情報システム")])
def test_a_round_is_started_with_its_own_questions(demo_site, wide, kind, word):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/rounds/new" + kind)
    assert word in wide.get_by_role("main").inner_text()
    wide.get_by_label("期限").fill("きのうまで")
    wide.get_by_role("button", name="この時点で固定して始める").click()
    assert wide.get_by_role("alert").is_visible()
    is_in_order(wide)
    wide.get_by_label("期限").fill("令和20年3月31日")
    wide.get_by_role("button", name="この時点で固定して始める").click()
    assert "固定しました" in wide.get_by_role("status").inner_text()
    is_in_order(wide)


def test_an_account_that_was_to_end_is_proved(demo_site, wide):
    sign_in(wide, demo_site)
    line = wide.locator(".work > li", has_text="終了するアカウント")
    line.get_by_role("link", name="棚卸を見る").click()
    wide.get_by_role("link", name="終了を証明する").click()
    is_in_order(wide)
    wide.get_by_role("button", name="終了を記録する").click()
    assert "紙の保管場所を書いてください" in wide.get_by_role("alert").inner_text()
    is_in_order(wide)
    wide.get_by_label("証拠のファイル").set_input_files({"name": "停止.txt", "mimeType": "text/plain", "buffer": "停止済み".encode()})
    wide.get_by_role("button", name="終了を記録する").click()
    assert "終了を記録しました" in wide.get_by_role("status").inner_text()
    wide.goto(demo_site.address + "/")
    assert wide.locator(".work > li", has_text="終了するアカウント").count() == 0


def test_one_piece_of_evidence_is_used_for_many_requirements(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/registers/evidence")
    wide.locator("main table tbody th a").first.click()
    name = wide.get_by_role("heading", level=1).inner_text()
    wide.get_by_role("link", name="ほかの要求事項にも使う").click()
    is_in_order(wide)
    boxes = [wide.get_by_label("情報セキュリティ監査", exact=True), wide.get_by_label("情報資産台帳の作成")]
    # The demonstration may have used this one for one of them.
    added = sum(not box.is_checked() for box in boxes)
    assert added > 0
    for box in boxes:
        box.check()
    wide.get_by_role("button", name="この内容にする").click()
    assert f"加えた{added}件" in wide.get_by_role("status").inner_text()
    assert "情報資産台帳の作成" in wide.get_by_role("main").inner_text()
    is_in_order(wide)
    wide.goto(demo_site.address + "/requirements/SEED-2(3)")
    assert name in wide.get_by_role("main").inner_text()


def test_a_file_that_is_there_already_is_offered(demo_site, wide):
    sign_in(wide, demo_site)
    for _ in range(2):
        wide.goto(demo_site.address + "/requirements/SEED-6(5)-a")
        wide.get_by_role("radio", name="実施した", exact=True).check()
        wide.get_by_label("証拠のファイル").set_input_files({"name": "点検.txt", "mimeType": "text/plain", "buffer": "点検した".encode()})
        wide.get_by_role("button", name="記録する").click()
    assert "同じ中身のファイルが、証拠「" in wide.get_by_role("alert").inner_text()
    is_in_order(wide)
    wide.get_by_label("登録されている証拠を使う").check()
    wide.get_by_role("button", name="記録する").click()
    assert "記録を残しました" in wide.get_by_role("status").inner_text()


def test_what_is_past_its_retention_is_proposed_and_waits_for_another(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/registers/event-reports/new")
    wide.get_by_label("何があったか").fill("古い知らせ")
    wide.get_by_label("知らせた日").fill("平成25年5月1日")
    wide.get_by_role("radio", name="対応を終えた").check()
    wide.get_by_role("button", name="登録する").click()
    wide.goto(demo_site.address + "/registers")
    wide.get_by_role("link", name="保存期間の過ぎた記録を廃棄する").click()
    wide.get_by_role("button", name="廃棄の一覧を作る").click()
    text = wide.get_by_role("main").inner_text()
    assert "古い知らせ" in text and "承認を待っています" in text
    assert wide.get_by_role("button", name="承認する").count() == 0, "whoever proposes does not approve"
    is_in_order(wide)
    wide.get_by_role("button", name="取り下げる").click()
    assert "何も消えていません" in wide.get_by_role("status").inner_text()
