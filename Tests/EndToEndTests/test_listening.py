"""`toride logs listen`: over UDP, TCP and TLS and from files, and after kill -9."""

import contextlib
import re
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from conftest import BINARY, ENVIRONMENT
from organization import Organization


class Listener:
    def __init__(self, data, *arguments, ports=1):
        self.output = tempfile.NamedTemporaryFile(mode="w+", suffix=".txt")
        self.process = subprocess.Popen(
            [BINARY, "logs", "listen", "--data", str(data), "--no-detection", *map(str, arguments)], env=ENVIRONMENT,
            stdout=self.output, stderr=subprocess.STDOUT,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            self.ports = [int(port) for port in re.findall(r":(\d+) で受け取ります", self.said())]
            if len(self.ports) >= ports:
                return
            assert self.process.poll() is None, self.said()
            time.sleep(0.02)
        raise AssertionError("it did not listen: " + self.said())

    def said(self):
        return Path(self.output.name).read_text()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(60) == 0, self.said()
        return self.said()


@pytest.fixture
def office(folder):
    made = Organization(folder)
    assert made.run("init", "--name", "試験組合").returncode == 0
    return made


def sent(port, lines, context=None):
    with socket.create_connection(("127.0.0.1", port)) as plain:
        stream = context.wrap_socket(plain, server_hostname="localhost") if context else plain
        stream.sendall(b"".join(line.encode() + b"\n" for line in lines))
        if context:
            stream.unwrap()


def found(office, *conditions):
    done = office.run("logs", "search", "--limit", "0", *conditions)
    return int(re.search(r"、(\d+) 件ありました", done.stderr).group(1))


def wait_for(office, count, *conditions):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if found(office, *conditions) >= count:
            return
        time.sleep(0.2)
    raise AssertionError(f"{found(office, *conditions)} of {count} came")


def test_tcp_and_udp_are_kept_under_a_source_that_is_registered_by_itself(office):
    listener = Listener(office.data, "--tcp", "127.0.0.1:0", "--udp", "127.0.0.1:0", ports=2)
    udp, tcp = sorted(listener.ports, key=lambda port: f"UDP 127.0.0.1:{port}" not in listener.said())
    sent(tcp, [f"<134>line {number}" for number in range(5000)])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        for number in range(100):
            datagrams.sendto(f"<13>datagram {number}".encode(), ("127.0.0.1", udp))
    wait_for(office, 5100)
    assert "受け取った行 5100、捨てた行 0" in listener.stop()
    assert found(office, "--text", "datagram") == 100
    assert "登録していない送信元 127.0.0.1" in office.run("register", "show", "log-sources").stdout
    assert office.run("logs", "verify").returncode == 0


def test_tls_is_received_and_senders_without_a_certificate_are_refused_where_asked(office):
    key, certificate = office.folder / "key.pem", office.folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )
    options = ("--tls", "127.0.0.1:0", "--certificate", certificate, "--key", key)
    listener = Listener(office.data, *options)
    context = ssl.create_default_context(cafile=str(certificate))
    sent(listener.ports[0], ["<134>over tls"] * 300, context)
    with contextlib.suppress(OSError):
        sent(listener.ports[0], ["<134>plain"] * 100_000)
    wait_for(office, 300)
    listener.stop()
    strict = Listener(office.data, *options, "--client-ca", certificate)
    # In TLS 1.3 the sender hears of the refusal after it has sent: what counts is that nothing was taken.
    with contextlib.suppress(OSError):
        sent(strict.ports[0], ["<134>nobody"] * 100, context)
    context.load_cert_chain(certificate, key)
    sent(strict.ports[0], ["<134>somebody"] * 10, context)
    wait_for(office, 10, "--text", "somebody")
    strict.stop()
    assert found(office, "--text", "nobody") == 0 and found(office, "--text", "plain") == 0


def test_a_file_is_followed_through_both_kinds_of_rotation_and_a_stop(office):
    log = office.folder / "squid.log"
    log.write_text("first\n")
    options = ("--follow", f"プロキシ={log}", "--tcp", "127.0.0.1:0")
    listener = Listener(office.data, *options)
    wait_for(office, 1)
    with log.open("a") as out:
        out.write("second\nwithout an end")
    wait_for(office, 2)
    log.rename(office.folder / "squid.log.1")
    log.write_text("after renaming\n")
    wait_for(office, 4)
    with log.open("r+") as out:
        out.truncate(0)
    time.sleep(1)
    with log.open("a") as out:
        out.write("cut\n")
    wait_for(office, 5)
    listener.stop()
    with log.open("a") as out:
        out.write("while nobody looked\n")
    listener = Listener(office.data, *options)
    wait_for(office, 6)
    listener.stop()
    assert found(office, "--source", "プロキシ") == 6
    assert found(office, "--text", "without an end") == 1


def test_what_was_durable_stays_after_kill_9_and_the_rest_is_not_half_there(office):
    for stop in range(4):
        listener = Listener(office.data, "--tcp", "127.0.0.1:0")
        before = found(office)
        stream = socket.create_connection(("127.0.0.1", listener.ports[0]))
        stream.sendall(b"".join(f"<134>run {stop} line {number}\n".encode() for number in range(20_000)))
        wait_for(office, before + 1)
        durable = found(office)
        listener.process.kill()
        listener.process.wait()
        stream.close()
        assert found(office) >= durable
    listener = Listener(office.data, "--tcp", "127.0.0.1:0")
    listener.stop()
    assert office.run("logs", "verify").returncode == 0
    for stop in range(4):
        count = found(office, "--text", f"run {stop} line")
        assert count > 0
        # What is there is the beginning of what was sent.
        assert found(office, "--text", f"run {stop} line {count - 1}") >= 1
    assert office.run("ledger", "verify").returncode == 0
