#!/usr/bin/env python3
"""What only a client sees: start to first page, list pages for one client, pages a second for 64, memory.

usage: bench-http.py TORIDE TORIDE-BENCH      (wrk from Debian gives the load; without it those lines say so)
"""

import html.parser
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

LIST = "/registers/information-assets"
CALL = "/api/v1/registers/information-assets/records"
# Lists for one client: what they are called here, and the query.
LISTS = [
    ("list page of 10,000 assets", ""),
    ("the same, by 機密性, largest first", "sort=confidentiality&order=down"),
    ("the same, narrowed by 機密性", "confidentiality=2"),
    ("the same, narrowed by a word", "q=00012"),
]


def show(what, figure, note=""):
    print(f"{what:<62} {figure}" + (f"   ({note})" if note else ""), flush=True)


class Browser:
    """One connection that is signed in."""

    def __init__(self, port, name):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.cookie = None
        answer, page = self.request("GET", "/sign-in")
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        token = re.search(rb'name="csrf" value="([0-9a-f]+)"', page).group(1).decode()
        form = {"csrf": token, "name": name, "password": "load-from-outside"}
        answer, _ = self.request("POST", "/sign-in", form)
        assert answer.status == 303, answer.status
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]

    def request(self, method, path, form=None):
        headers = {"Cookie": self.cookie} if self.cookie else {}
        body = urllib.parse.urlencode(form) if form else None
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        return answer, answer.read()

    def times(self, path, count=500):
        """Milliseconds of each request, sorted, and the size of the page."""
        times = []
        for _ in range(count + 100):
            start = time.perf_counter()
            answer, page = self.request("GET", path)
            times.append((time.perf_counter() - start) * 1000)
            assert answer.status == 200 and b"<tbody>" in page, (path, answer.status)
        return sorted(times[100:]), len(page)


class Form(html.parser.HTMLParser):
    """What a browser would send of the form with the class `form`, unchanged."""

    def __init__(self, page):
        super().__init__()
        self.values, self.inside, self.choice, self.area = {}, False, None, None
        self.feed(page.decode())

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name = given.get("name")
        if tag == "form":
            self.inside = "form" in (given.get("class") or "").split()
        elif not self.inside or (tag != "option" and not name):
            return
        elif tag == "input" and given.get("type") not in ("submit", "file"):
            if given.get("type") not in ("radio", "checkbox") or "checked" in given:
                self.values[name] = given.get("value") or ""
        elif tag == "select":
            self.choice = name
        elif tag == "option" and self.choice and "selected" in given:
            self.values[self.choice] = given.get("value") or ""
        elif tag == "textarea":
            self.area = name
            self.values[name] = ""

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.values[self.area] += data


class Clerk(threading.Thread):
    """Changes the first record of the list again and again, as fast as the answers come."""

    def __init__(self, port):
        super().__init__()
        self.browser = Browser(port, "bench")
        page = self.browser.request("GET", LIST)[1].decode()
        self.record = re.search(LIST + r"/records/[0-9a-f-]+", page).group()
        self.stopped, self.ended = threading.Event(), False
        self.count, self.began = 0, time.monotonic()

    def run(self):
        while not self.stopped.is_set():
            values = Form(self.browser.request("GET", self.record + "/edit")[1]).values
            values["note"] = f"確認 {self.count}"
            answer, _ = self.browser.request("POST", self.record + "/edit", values)
            assert answer.status == 303, answer.status
            self.count += 1
        self.ended = True

    def stop(self):
        """Changes a second; fails where one of them did."""
        self.stopped.set()
        self.join()
        assert self.ended and self.count > 0
        return self.count / (time.monotonic() - self.began)


def token(browser):
    """A token for programs, made as a person makes one."""
    page = browser.request("GET", "/account/tokens")[1]
    csrf = re.search(rb'name="csrf" value="([0-9a-f]+)"', page).group(1).decode()
    last = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 30 * 86_400))
    form = {"csrf": csrf, "act": "make", "name": "計測", "scope": "read", "ends_on": last}
    return re.search(rb"toride_[0-9a-f]{64}", browser.request("POST", "/account/tokens", form)[1]).group().decode()


def processor_time(process):
    """Milliseconds that a process has computed, in itself and in the kernel."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def load(what, server, port, header, path, clerk=None):
    """64 clients for eight seconds; every answer must be a page.

    Pages a second hang on what else the machine does; the server's processor time for a page hardly does.
    """
    if not shutil.which("wrk"):
        show(what, "not measured", "wrk is not installed")
        return
    address = f"http://127.0.0.1:{port}{path}"
    command = ["wrk", "-t1", "-c64", "-d8s", "--latency", "-H", header, address]
    if clerk:
        clerk.start()
    before = processor_time(server)
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    note = f", {clerk.stop():.0f} changes/s of its records meanwhile" if clerk else ""
    assert "Non-2xx" not in text and "Socket errors" not in text, text
    cost = (processor_time(server) - before) / int(re.search(r"(\d+) requests in", text).group(1))
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)
    p99 = re.search(r"99%\s+(\S+)", text).group(1)
    show(what, f"{rate}/s", f"p99 {p99}, by wrk; {cost:.2f} ms of processor time a page{note}")


def started(toride, data, output):
    server = subprocess.Popen([toride, "serve", "--data", str(data), "--port", "0", "--api-calls", "10000000"], stdout=output.open("w"))
    port = None
    while port is None:
        found = re.search(r"127\.0\.0\.1:(\d+)", output.read_text())
        port = int(found.group(1)) if found else None
        time.sleep(0.005)
    return server, port


def main(toride, bench):
    folder = Path(tempfile.mkdtemp(prefix="toride-bench-"))
    server = None
    try:
        subprocess.run([bench, "fill", str(folder / "data")], check=True)
        began = time.monotonic()
        server, port = started(toride, folder / "data", folder / "server.txt")
        first = http.client.HTTPConnection("127.0.0.1", port)
        first.request("GET", "/sign-in")
        first.getresponse().read()
        show("start to first page, 12,650 records", f"{time.monotonic() - began:.2f} s")
        office, head = Browser(port, "bench"), Browser(port, "bench-head")
        for what, query in LISTS:
            times, size = office.times(LIST + ("?" + query if query else ""))
            p50, p99 = statistics.median(times), times[int(len(times) * 0.99)]
            show(f"{what}, one client, p50 / p99", f"{p50:.2f} / {p99:.2f} ms", f"{size} bytes")
        site, office_header = (server.pid, port), f"Cookie: {office.cookie}"
        load("signed-in list pages, 64 clients, both cores shared", *site, office_header, LIST)
        load("the same, a section's head, who sees 100 of them", *site, f"Cookie: {head.cookie}", LIST)
        load("the same, by 機密性, largest first", *site, office_header, LIST + "?" + LISTS[1][1])
        bearer = f"Authorization: Bearer {token(office)}"
        load("API list of 50 of 10,000 assets, 64 clients, both cores shared", *site, bearer, CALL)
        load("signed-in list pages while records change", *site, office_header, LIST, Clerk(port))
        status = Path(f"/proc/{server.pid}/status").read_text()
        show("resident memory of the server after that", re.search(r"VmRSS:\s+(\d+ kB)", status).group(1))
    finally:
        if server:
            server.terminate()
            server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    os.environ.setdefault("TORIDE_CONTENT", str(Path(__file__).resolve().parents[2] / "Content"))
    main(sys.argv[1], sys.argv[2])
