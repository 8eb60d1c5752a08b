"""Alerts in the browser: triage by keyboard and without a script, on a phone; rules; the sheet of a day signed and printed."""

import re

import conftest
from looks import is_in_order


def sign_in(page, site, login="jimukyoku"):
    """Whoever was signed in before is not any more."""
    page.context.clear_cookies()
    conftest.sign_in(page, site, login)


def focused(page):
    return page.evaluate("document.activeElement.closest('article')?.querySelector('h3')?.textContent ?? ''").strip()


def waiting(page):
    return int(re.search(r"（(\d+)件）", page.get_by_role("heading", name=re.compile("まだ判断していないもの")).inner_text()).group(1))


def test_home_names_what_waits_with_one_button_each(demo_site, wide):
    sign_in(wide, demo_site)
    for words, button in [("まだ判断していない警報", "警報を見る"), ("署名していない監視の確認票", "確認票")]:
        line = wide.locator(".work > li", has_text=words)
        assert line.count() == 1, words
        assert line.get_by_role("link", name=re.compile(button)).count() == 1
    wide.locator(".work > li", has_text="まだ判断していない警報").get_by_role("link", name="警報を見る").click()
    assert wide.url.endswith("/alerts")


def test_the_keys_move_and_judge(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/alerts")
    is_in_order(wide)
    before = waiting(wide)
    assert before >= 3
    titles = [each.strip() for each in wide.locator(".queue h3").all_inner_texts()]
    assert focused(wide) == titles[0], "the most urgent one has the focus"
    wide.keyboard.press("j")
    assert focused(wide) == titles[1]
    wide.keyboard.press("ArrowDown")
    assert focused(wide) == titles[2]
    wide.keyboard.press("k")
    assert focused(wide) == titles[1]
    planned = next(place for place, title in enumerate(titles) if "設定の変更" in title)
    while focused(wide) != titles[planned]:
        wide.keyboard.press("j" if titles.index(focused(wide)) < planned else "k")
    wide.keyboard.press("p")
    wide.keyboard.type("保守の日程表のとおり")
    with wide.expect_navigation():
        wide.keyboard.press("Enter")
    assert waiting(wide) == before - 1
    row = wide.get_by_role("row", name=re.compile("設定の変更"))
    assert "予定した変更" in row.inner_text() and "保守の日程表のとおり" in row.inner_text()


def test_a_reason_is_asked_for_and_nothing_is_lost(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/alerts")
    before = waiting(wide)
    last = wide.locator(".queue article").last
    title = last.locator("h3").inner_text()
    last.get_by_role("button", name="受け入れる").click()
    assert "受け入れる理由を書いてください" in wide.get_by_role("alert").inner_text()
    is_in_order(wide)
    wide.get_by_label("理由・気づいたこと").fill("調べたうえで、このままでよい")
    wide.get_by_role("button", name="受け入れる").click()
    assert "理由があって受け入れた" in wide.get_by_role("main").inner_text()
    wide.get_by_role("button", name="判断を取り消す").click()
    wide.goto(demo_site.address + "/alerts")
    assert waiting(wide) == before and title in wide.get_by_role("main").inner_text()


def test_one_key_makes_an_event_and_each_points_to_the_other(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/alerts")
    title = focused(wide)
    with wide.expect_navigation():
        wide.keyboard.press("e")
    notice = wide.get_by_role("status").first
    assert "事象として受け付けました" in notice.inner_text()
    notice.get_by_role("link", name="事象を開く").click()
    assert title in wide.get_by_role("main").inner_text()
    assert re.search(r"srcip=|http://|EventID|query", wide.get_by_role("main").inner_text()), "the raw lines came along"
    is_in_order(wide)
    wide.goto(demo_site.address + "/alerts")
    wide.get_by_role("row", name=re.compile(re.escape(title))).get_by_role("link", name=title).click()
    assert "この警報は事象になっています" in wide.get_by_role("main").inner_text()
    assert wide.get_by_role("link", name="事象", exact=True).count() == 1


def test_the_queue_works_without_a_script_on_a_phone(demo_site, browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="ja-JP", java_script_enabled=False)
    page = context.new_page()
    page.problems = []
    sign_in(page, demo_site)
    page.goto(demo_site.address + "/alerts")
    before = waiting(page)
    alert = page.locator(".queue article").last
    alert.get_by_label("理由・気づいたこと").fill("複写の作業だった")
    alert.get_by_role("button", name="誤検知").click()
    assert waiting(page) == before - 1
    context.close()


def test_letters_typed_elsewhere_judge_nothing(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/alerts")
    before = waiting(wide)
    wide.locator("#top-words").focus()
    wide.keyboard.type("tfej")
    wide.locator("body").click(position={"x": 2, "y": 2})
    wide.keyboard.press("t")
    wide.goto(demo_site.address + "/alerts")
    assert waiting(wide) == before


def test_pages_of_the_monitoring_fit_a_phone(demo_site, narrow):
    sign_in(narrow, demo_site)
    narrow.goto(demo_site.address + "/alerts")
    addresses = ["/alerts", narrow.locator("main a[href*='/alerts/']").first.get_attribute("href"), "/monitoring", "/monitoring/sheets", "/rules"]
    narrow.goto(demo_site.address + "/monitoring/sheets")
    addresses.append(narrow.locator("main table a").first.get_attribute("href"))
    for path in addresses:
        assert narrow.goto(demo_site.address + path).status == 200, path
        is_in_order(narrow)


def test_a_picture_has_its_numbers_behind_it(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/monitoring")
    is_in_order(wide)
    assert wide.locator("svg.chart").count() == 2
    wide.get_by_text("図のもとの数を表で見る").first.click()
    table = wide.get_by_role("table", name="届いた行（時間ごと）")
    assert table.get_by_role("row").count() > 24
    sources = wide.get_by_role("table", name="ログの送信元の様子").inner_text()
    assert "本部のUTM" in sources and "途切れを調べない" in sources


def test_a_rule_is_switched_with_a_reason(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/rules")
    rule = wide.locator(".queue article", has_text="外への大量の送信")
    rule.get_by_text("切り替える・例外を加える").click()
    rule.get_by_role("button", name="使わない").click()
    assert "理由を書いてください" in wide.get_by_role("main").inner_text()
    is_in_order(wide)
    rule = wide.locator(".queue article", has_text="外への大量の送信")
    rule.get_by_label("理由").fill("宛先の一覧ができるまで使わない")
    rule.get_by_role("button", name="使わない").click()
    rule = wide.locator(".queue article", has_text="外への大量の送信")
    assert rule.locator(".when").inner_text().startswith("使わない")
    rule.get_by_text("切り替える・例外を加える").click()
    rule.get_by_role("button", name="使い始める").click()
    assert wide.locator(".queue article", has_text="外への大量の送信").locator(".when").inner_text().startswith("試運転")
    trial = wide.locator(".queue article", has_text="夜間のサインイン")
    assert trial.locator(".when").inner_text().startswith("試運転")


def test_a_day_is_signed_and_stays_as_it_was(demo_site, wide):
    sign_in(wide, demo_site)
    wide.goto(demo_site.address + "/monitoring/sheets")
    due = wide.get_by_role("table", name="署名を待つ確認票").get_by_role("link")
    count = due.count()
    title = due.first.inner_text()
    due.first.click()
    is_in_order(wide)
    main = wide.get_by_role("main").inner_text()
    for words in ["見たもの", "見られなかったもの", "途切れた送信元「認証サーバ」", "決裁欄", "途切れを調べない送信元「指令系のスイッチ」"]:
        assert words in main, words
    wide.get_by_label("上の内容を見て").check()
    wide.get_by_role("button", name=re.compile("署名する")).click()
    assert "所見に書いてください" in wide.get_by_role("alert").inner_text()
    is_in_order(wide)
    wide.get_by_role("textbox", name=re.compile("^所見")).fill("認証サーバは再起動していた。スイッチは来月から。")
    wide.get_by_label("上の内容を見て").check()
    wide.get_by_role("button", name=re.compile("署名する")).click()
    assert "に署名しました" in wide.get_by_role("status").first.inner_text()
    assert wide.get_by_role("table", name="署名を待つ確認票").get_by_role("link").count() == count - 1
    wide.get_by_role("table", name="署名した確認票").get_by_role("link", name=title).click()
    signed = wide.get_by_role("main").inner_text()
    assert "認証サーバは再起動していた" in signed and "署名した人" in signed
    assert wide.get_by_role("button", name=re.compile("署名する")).count() == 0
    is_in_order(wide)


def test_who_may_not_judge_has_no_buttons(demo_site, wide):
    for login, status in [("kansa", 200), ("shochou", 200), ("shokuin", 403), ("settei", 403)]:
        sign_in(wide, demo_site, login)
        assert wide.goto(demo_site.address + "/alerts").status == status, login
        assert wide.get_by_role("button", name="誤検知").count() == 0
        is_in_order(wide)
