"""kill -9 at random moments: what was answered is there, and the history verifies."""

import os
import random
import threading
import time

from conftest import FIRST_POLICY, POLICY, Browser, Server, passwords, toride

ROUNDS = 200 if os.environ.get("TORIDE_LONG") == "1" else 20


def test_nothing_that_was_answered_is_lost(demo):
    seed = random.randrange(1 << 32)
    print("seed", seed)
    chance = random.Random(seed)
    known = passwords(demo)
    answered = []

    def work(server, browser, number):
        try:
            for step in range(10_000):
                name = f"施設 {number} {step}"
                form = {"csrf": browser.token, "name": name, "address": "", "note": "", "version": ""}
                answer, _ = browser.ask("POST", "/registers/sites/new", form)
                if answer.status == 303:
                    answered.append(name)
        except OSError:
            pass
        except Exception as error:
            if server.process.poll() is None:
                raise error

    for round_number in range(ROUNDS):
        server = Server(demo)
        browsers = []
        browser = Browser(server)
        assert browser.sign_in("jimukyoku", known["jimukyoku"]) == 303
        for _ in range(3):
            other = Browser(server)
            other.cookie, other.token = browser.cookie, browser.token
            browsers.append(other)
        threads = [
            threading.Thread(target=work, args=(server, each, f"{round_number}-{index}"))
            for index, each in enumerate([browser, *browsers])
        ]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(0.02, 0.4))
        server.kill()
        for thread in threads:
            thread.join(timeout=60)
    present = toride("register", "show", "sites", "--data", demo).stdout
    missing = [name for name in answered if f"\t{name}\t" not in present]
    assert answered and not missing, f"seed {seed}: {missing[:5]}"
    verified = toride("ledger", "verify", "--data", demo)
    assert verified.returncode == 0, f"seed {seed}: {verified.stdout}"


def test_a_command_beside_the_server_does_not_fork_the_history(demo):
    server = Server(demo)
    try:
        browser = Browser(server)
        assert browser.sign_in("jimukyoku", passwords(demo)["jimukyoku"]) == 303
        results = []
        command = threading.Thread(
            target=lambda: results.extend(
                toride("policy", "adopt", "--data", demo, policy).returncode for policy in [FIRST_POLICY, POLICY, FIRST_POLICY])
        )
        command.start()
        made = 0
        while command.is_alive():
            form = {"csrf": browser.token, "name": f"並行 {made}", "address": "", "note": "", "version": ""}
            answer, _ = browser.ask("POST", "/registers/sites/new", form)
            made += answer.status == 303
        command.join()
        assert results == [0, 0, 0] and made > 0
    finally:
        server.stop()
    assert toride("ledger", "verify", "--data", demo).returncode == 0
