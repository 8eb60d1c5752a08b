"""A long import goes on behind its page, tells how far it is, and leaves no trace where it is cancelled."""

import re
import time

from conftest import Browser, Server, passwords, toride
from test_sheets import records

ROWS = 30_000


def until(browser, place, *signs):
    """Asks again, as the page itself does, until one of the signs is there."""
    deadline = time.monotonic() + 300
    seen = []
    while time.monotonic() < deadline:
        answer, text = browser.ask("GET", place)
        if answer.status in (302, 303):
            place = answer.getheader("Location")
            continue
        seen.append((answer, text))
        if any(sign in text for sign in signs):
            return place, text, seen
        time.sleep(0.1)
    raise AssertionError(seen[-1][1][-2000:])


def test_a_long_import_is_cancelled_without_a_trace_and_then_taken_in(demo):
    before = len(records(demo))
    content = ("資産名\n" + "".join(f"長い一覧の資産 {n:06}\n" for n in range(ROWS))).encode()
    signs = passwords(demo)
    server = Server(demo)
    try:
        browser = Browser(server)
        login = next(iter(signs))
        assert browser.sign_in(login, signs[login]) in (302, 303)
        head = toride("ledger", "checkpoint", "--data", demo).stdout.splitlines()[1]

        def stage():
            browser.ask("GET", "/registers/information-assets/import")
            answer, _ = browser.upload(
                "/registers/information-assets/import", {"csrf": browser.token}, "file", "long.csv", content)
            return until(browser, answer.getheader("Location"), 'value="import"')

        place, text, seen = stage()
        assert any(answer.getheader("Refresh") for answer, _ in seen), "a page of progress came in between"
        form = {"outcome": re.search(r'name="outcome" value="([^"]+)"', text).group(1)}
        browser.ask("POST", place, {"csrf": browser.token, "act": "import", **form})
        browser.ask("GET", place)
        browser.ask("POST", place, {"csrf": browser.token, "act": "cancel"})
        _, text, _ = until(browser, place, "取りやめました", "元に戻す")
        assert "台帳は何も変わっていません" in text
        assert len(records(demo)) == before
        assert toride("ledger", "checkpoint", "--data", demo).stdout.splitlines()[1] == head

        place, text, _ = stage()
        browser.ask("POST", place, {"csrf": browser.token, "act": "import", **form})
        until(browser, place, "元に戻す")
    finally:
        server.stop()
    assert len(records(demo)) == before + ROWS
    assert toride("ledger", "verify", "--data", demo).returncode == 0
