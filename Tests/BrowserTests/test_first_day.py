"""The first day of a clerk: the one-time link, five steps, signing in, home."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from looks import is_in_order, small_targets

POLICY = Path(__file__).resolve().parents[2] / "Content/demonstration/policy-revised.txt"
PASSWORD = "あおぞら-みどり-七つの海"


def test_before_the_setup_the_door_says_where_to_go(new_site, wide):
    wide.goto(new_site.address + "/sign-in")
    assert "はじめの設定" in wide.content()
    is_in_order(wide)


def test_a_wrong_link_opens_nothing(new_site, wide):
    answer = wide.goto(new_site.address + "/setup/0123456789abcdef/1")
    assert answer.status == 404


def test_the_wizard_leads_to_home(new_site, wide):
    page = wide
    page.goto(new_site.setup_link())
    is_in_order(page)
    assert page.get_by_label("団体の名称").input_value() == "試験広域組合"
    page.get_by_role("button", name="つぎへ").click()

    # Nothing given: the error names the field, and the page is as orderly as before.
    page.get_by_role("button", name="読み取る").click()
    assert page.get_by_role("alert").is_visible()
    is_in_order(page)
    page.locator("input[type=file]").set_input_files(str(POLICY))
    page.get_by_role("button", name="読み取る").click()
    assert "委託とクラウド等" in page.content()
    is_in_order(page)
    page.get_by_role("button", name="この内容で採り入れる").click()

    page.get_by_label("所属の名称").fill("総務課\n消防署")
    page.get_by_role("button", name="つぎへ").click()
    is_in_order(page)

    page.get_by_label("あなたの氏名").fill("青木 春子")
    page.get_by_label("利用者名").fill("aoki")
    page.get_by_label("パスワード ※必須").fill("short")
    page.get_by_label("パスワード（もう一度）").fill("short")
    page.get_by_role("button", name="設定を終えて").click()
    assert page.get_by_role("alert").is_visible(), "a short password is refused"
    assert page.get_by_label("あなたの氏名").input_value() == "青木 春子", "nothing typed is lost"
    page.get_by_label("パスワード ※必須").fill(PASSWORD)
    page.get_by_label("パスワード（もう一度）").fill(PASSWORD)
    page.get_by_label("ほかの職員").fill("石田 一郎、消防署")
    page.get_by_role("button", name="設定を終えて").click()
    assert page.url.endswith("/sign-in")
    is_in_order(page)

    page.get_by_label("利用者名").fill("aoki")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="サインイン").click()
    page.wait_for_url(new_site.address + "/")
    assert "青木 春子" in page.content()
    is_in_order(page)


def test_the_link_works_once(new_site):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(new_site.setup_link())
    assert refused.value.code == 404


def test_the_first_days_pages_hold_on_a_small_screen(new_site, narrow):
    narrow.goto(new_site.address + "/sign-in")
    is_in_order(narrow)
    assert not small_targets(narrow)
