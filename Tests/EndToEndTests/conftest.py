"""The real program, as a person at the command line or a browser meets it."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.parse
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("TORIDE_BINARY", str(REPOSITORY / ".build/debug/toride"))
ENVIRONMENT = {**os.environ, "TORIDE_CONTENT": str(REPOSITORY / "Content"), "LANG": "ja_JP.UTF-8"}
ENVIRONMENT.pop("LC_ALL", None)
POLICY = REPOSITORY / "Content/demonstration/policy-revised.txt"
FIRST_POLICY = POLICY.with_name("policy-first.txt")


def toride(*arguments, **environment):
    """One command, to its end; environment variables of its own may be given by name."""
    return subprocess.run(
        [BINARY, *map(str, arguments)], env={**ENVIRONMENT, **environment}, capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def folder():
    folder = Path(tempfile.mkdtemp(prefix="toride-end-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def pristine_demo():
    """The demonstration as it was made, to be looked at and not changed."""
    from organization import Organization

    folder = Path(tempfile.mkdtemp(prefix="toride-demo-"))
    made = toride("demo", "--data", folder / "data")
    assert made.returncode == 0, made.stderr
    yield Organization(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def demo(pristine_demo):
    """A demonstration of one's own, to be changed."""
    folder = Path(tempfile.mkdtemp(prefix="toride-demo-"))
    yield pristine_demo.copy(folder).data
    shutil.rmtree(folder, ignore_errors=True)


def passwords(data):
    lines = (data / "sign-in.txt").read_text().splitlines()
    return {line.split("（")[0].strip(): line.split("パスワード：")[1].strip() for line in lines if "パスワード：" in line}


class Server:
    def __init__(self, data, arguments=(), **environment):
        self.output = tempfile.NamedTemporaryFile(mode="w+", suffix=".txt")
        self.process = subprocess.Popen(
            [BINARY, "serve", "--data", str(data), "--port", "0", *arguments], env={**ENVIRONMENT, **environment},
            stdout=self.output, stderr=subprocess.STDOUT,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            found = re.search(r"127\.0\.0\.1:(\d+)", Path(self.output.name).read_text())
            if found:
                self.port = int(found.group(1))
                return
            assert self.process.poll() is None, Path(self.output.name).read_text()
            time.sleep(0.02)
        raise AssertionError("the server did not start")

    def setup_link(self):
        return re.search(r"(/setup/[0-9a-f]+)/1", Path(self.output.name).read_text()).group(1)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)


class Browser:
    """Cookies and forms, nothing else."""

    def __init__(self, server):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        self.cookie = None

    def ask(self, method, path, form=None, headers=()):
        sent = dict(headers)
        if self.cookie:
            sent["Cookie"] = self.cookie
        body = urllib.parse.urlencode(form) if form is not None else None
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        return self._send(method, path, body, sent)

    def upload(self, path, form, name, file_name, content):
        """A form with one file."""
        boundary = "----one-file-and-some-fields"
        parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in form.items()]
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n\r\n'
        body = "".join(parts).encode() + head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        sent = {"Cookie": self.cookie, "Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self._send("POST", path, body, sent)

    def _send(self, method, path, body, sent):
        self.connection.request(method, path, body, sent)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.getheader("Set-Cookie"):
            self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', text)
        if found:
            self.token = found.group(1)
        return answer, text

    def sign_in(self, login, password):
        self.ask("GET", "/sign-in")
        answer, _ = self.ask("POST", "/sign-in", {"csrf": self.token, "name": login, "password": password})
        self.ask("GET", "/account")
        return answer.status


@pytest.fixture(scope="session")
def first_organization():
    from organization import make_organization

    folder = Path(tempfile.mkdtemp(prefix="toride-first-"))
    yield make_organization(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def organization(first_organization, folder):
    """An organization of its own: a policy, 総務課 which keeps assets, and one piece of evidence, 名簿."""
    return first_organization.copy(folder)
