"""Classes by five questions, records that are one thing, the network diagram, labels."""

import pytest

from conftest import _page, sign_in
from looks import is_in_order

ASSETS = "/registers/information-assets"


def main(page):
    return page.get_by_role("main").inner_text()


def new_asset(page, site, name):
    page.goto(site.address + ASSETS + "/new")
    page.get_by_label("名称", exact=False).first.fill(name)
    page.get_by_role("button", name="登録する").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_five_questions_lead_to_a_class_with_its_reason(demo_site, browser, scripts):
    for page in _page(browser, 390 if scripts else 1280, java_script_enabled=scripts):
        sign_in(page, demo_site)
        new_asset(page, demo_site, f"質問で決める資産 {scripts}")
        assert "まだ書かれていないものがあります" in main(page)
        page.get_by_role("link", name="五つの質問に答えて決める").click()
        if scripts:
            is_in_order(page)
        page.get_by_label("担当する職員だけが見る（公表しない）").check()
        page.get_by_label("要配慮個人情報を含む").check()
        page.get_by_label("だれかの暮らし・財産・名誉・安全がひどく損なわれる").check()
        page.get_by_label("間違ったまま仕事が進み、住民や相手に迷惑がかかる").check()
        page.get_by_label("半日も待てない").check()
        page.get_by_label("付け加えること").fill("搬送された方の病歴を含む")
        page.get_by_role("button", name="次へ：分類を確かめる").click()
        assert "まだ何も変わっていません" in main(page) and "自治体機密性3B" in main(page)
        if scripts:
            is_in_order(page)
        page.get_by_role("button", name="この分類にする").click()
        text = main(page)
        assert "分類と理由を記録しました" in text and "補足：搬送された方の病歴を含む" in text
        assert "五つの質問に答えて決めた" in text and "まだ書かれていないものがあります" not in text
        if scripts:
            is_in_order(page)


def test_two_records_of_one_thing_become_one(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    for name, contact in [("株式会社かさなり", ""), ("（株）カサナリ", "0120-000-000"), ("カサナリ㈱", "")]:
        page.goto(demo_site.address + "/registers/contractors/new")
        page.get_by_label("名称", exact=False).first.fill(name)
        page.get_by_label("連絡先").fill(contact)
        page.get_by_role("button", name="登録する").click()
    page.goto(demo_site.address + "/registers/contractors")
    page.get_by_role("link", name="重なりを探す").click()
    is_in_order(page)
    page.get_by_role("button", name="「（株）カサナリ」と「カサナリ㈱」は別のもの").click()
    assert "別のものと覚えました" in main(page)
    assert page.get_by_role("button", name="「（株）カサナリ」と「カサナリ㈱」は別のもの").count() == 0
    page.get_by_role("link", name="「株式会社かさなり」と「（株）カサナリ」を見比べてまとめる").click()
    is_in_order(page)
    assert page.get_by_label("二つめ：0120-000-000").is_checked(), "what is written down says more"
    page.get_by_role("button", name="一つにまとめる").click()
    text = main(page)
    assert "一つにまとめました" in text and "株式会社かさなり" in text and "0120-000-000" in text
    is_in_order(page)
    page.goto(demo_site.address + "/registers/contractors?name.has=カサナリ")
    assert "（株）カサナリ" not in main(page)


def test_the_diagram_is_drawn_and_confirmed(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + "/registers/networks")
    page.get_by_role("link", name="構成図を見る").click()
    assert page.get_by_role("img", name="ネットワーク構成図").is_visible()
    is_in_order(page)
    page.get_by_role("button", name="この図のとおりと確かめた").click()
    assert "構成図を確かめたことを記録しました" in main(page)
    assert "まだ確かめていないネットワークがあります" not in main(page)
    is_in_order(page)


def test_the_diagram_is_whole_on_a_telephone_and_only_for_who_sees_all_of_it(demo_site, narrow):
    page = narrow
    sign_in(page, demo_site, "kansa")
    page.goto(demo_site.address + "/network-diagram")
    is_in_order(page)
    assert page.get_by_role("button", name="この図のとおりと確かめた").count() == 0
    page.get_by_role("button", name="サインアウト").click()
    sign_in(page, demo_site, "shochou")
    assert page.goto(demo_site.address + "/network-diagram").status == 403


def test_labels_fill_the_sheet_from_where_it_is_still_full(demo_site, wide):
    page = wide
    sign_in(page, demo_site)
    page.goto(demo_site.address + ASSETS + "?confidentiality=2")
    page.get_by_role("link", name="ラベルを刷る").click()
    is_in_order(page)
    page.get_by_label("何枚目のラベルから").fill("5")
    page.get_by_role("button", name="並べ直す").click()
    sheet = page.get_by_role("list", name="1枚目の紙")
    assert sheet.locator(".label.empty").count() == 4 and sheet.get_by_role("listitem").count() == 20
    page.emulate_media(media="print")
    box = sheet.bounding_box()
    assert abs(box["width"] / box["height"] - 210 / 297) < 0.01, box
    first = sheet.get_by_role("listitem").first.bounding_box()
    assert abs(first["height"] / box["height"] - 33.9 / 297) < 0.005, first
    assert not page.get_by_role("button", name="並べ直す").is_visible()
