"""`logs detect` with the detections that ship, held against the registers of an organization."""

import datetime
import json

from conftest import ENVIRONMENT, toride

NETWORKS = [
    {"name": "庁内業務", "exposure": "internet-facing", "address_ranges": "10.1.0.0/16"},
    {"name": "住民情報", "exposure": "closed", "address_ranges": "10.2.0.0/16\n10.3.0.0/24"},
]


def traffic(source, destination, port, nat="198.51.100.7"):
    return (
        'date=2026-11-25 time=10:00:00 devname="FGT-HQ" devid="FGT60FTK20000001" eventtime=1795568400000000000 tz="+0900" '
        f'logid="0000000013" type="traffic" subtype="forward" srcip={source} srcport=50000 dstip={destination} dstport={port} '
        f'proto=6 action="close" transip={nat} transport=50000 sentbyte=100 rcvdbyte=100'
    )


def sign_in(user):
    return json.dumps(
        {
            "@timestamp": "2026-11-25T01:00:00.000Z", "event": {"code": 4624, "outcome": "success"},
            "winlog": {
                "event_id": 4624, "channel": "Security", "keywords": ["Audit Success"],
                "event_data": {"TargetUserName": user, "IpAddress": "10.1.2.3", "LogonType": "3"},
            },
        }
    )  # fmt: skip


def written(folder, *lines):
    path = folder / "day.log"
    path.write_text("\n".join(lines) + "\n")
    return path


def names(ran):
    return [json.loads(line)["rule"]["title"] for line in ran.stdout.splitlines()]


def test_without_an_organization_rules_that_need_registers_wait(folder):
    log = written(folder, traffic("10.2.0.5", "203.0.113.9", 443))
    ran = toride("logs", "detect", log, "--language", "en")
    assert ran.returncode == 0 and ran.stdout == "", ran.stderr
    assert "waits for registers" in ran.stderr and "networks: address ranges" in ran.stderr


def test_the_registers_decide(organization):
    organization.put("networks", *NETWORKS)
    organization.put(
        "zone-connections",
        {
            "name": "連携", "from_network": "庁内業務", "to_network": "住民情報", "kind": "specific-flow",
            "source": "10.1.5.10", "destination": "10.2.5.20", "port": "TCP 1521", "permitted_on": "2026-04-01",
        },
        {
            "name": "だれも許していない", "from_network": "庁内業務", "to_network": "住民情報", "kind": "specific-flow",
            "source": "10.1.5.12", "destination": "10.2.5.20", "port": "TCP 1521",
        },
        {
            "name": "読めないポート", "from_network": "庁内業務", "to_network": "住民情報", "kind": "specific-flow",
            "source": "10.1.5.13", "destination": "10.2.5.20", "port": "すべて", "permitted_on": "2026-04-01",
        },
    )  # fmt: skip
    organization.put("internet-exits", {"name": "光回線", "network": "庁内業務", "addresses": "198.51.100.7\n10.1.0.1"})
    log = written(
        organization.folder,
        traffic("10.1.5.10", "10.2.5.20", 1521),
        traffic("10.1.5.11", "10.2.5.20", 1521),
        traffic("10.1.5.12", "10.2.5.20", 1521),
        traffic("10.1.5.13", "10.2.5.20", 1521),
        traffic("10.1.5.10", "203.0.113.9", 443),
        traffic("10.1.5.10", "203.0.113.9", 443, nat="203.0.113.200"),
        traffic("10.3.0.7", "203.0.113.9", 443),
    )
    ran = organization.run("logs", "detect", log)
    assert ran.returncode == 0, ran.stderr
    alerts = [json.loads(line) for line in ran.stdout.splitlines()]
    found = sorted((alert["source"]["line"], alert["rule"]["title"]) for alert in alerts)
    assert found == [
        (2, "許可していないネットワーク間の通信"), (3, "許可していないネットワーク間の通信"), (4, "許可していないネットワーク間の通信"),
        (6, "登録されていない出口からのインターネット通信"), (7, "閉域のネットワークとインターネットの通信"),
    ]  # fmt: skip
    first = next(alert for alert in alerts if alert["source"]["line"] == 2)
    assert first["group"]["source.ip"] == "10.1.5.11" and first["group"]["key"].endswith("destination.port=1521")
    assert "SEED-2(6)-a" in first["toride"]["clauses"] and first["toride"]["first_step"] and first["toride"]["why"]
    assert "読み取れない値：読めないポート" in ran.stderr
    assert "台帳を待っているルール：「組織の名前に似せたドメインへの接続」" in ran.stderr


def test_accounts_of_leavers_and_contractors(organization):
    organization.people({"name": "退職 太郎", "ends_on": "2026-03-31"}, {"name": "在職 花子"})
    organization.put(
        "system-accounts",
        {"login": "s1002", "kind": "personal", "person": "退職 太郎"},
        {"login": "s1001", "kind": "personal", "person": "在職 花子"},
        {"login": "v1", "kind": "vendor", "allowed_hours": "平日 20:00-22:00"},
    )
    ran = organization.run("logs", "detect", written(organization.folder, sign_in("s1001"), sign_in("S1002"), sign_in("v1")))
    assert ran.returncode == 0, ran.stderr
    assert names(ran) == ["退職・異動した人のアカウントの使用", "決めた時間の外の委託先のアカウントの使用"]
    asks = [json.loads(line)["toride"]["asks_planned"] for line in ran.stdout.splitlines()]
    assert asks == [False, True]


def test_what_begins_switched_off_is_used_only_when_asked(folder):
    stamp = datetime.datetime(2026, 11, 1)
    lines = [
        f"{stamp + datetime.timedelta(days=day):%d-%b-%Y} 10:00:00.000 queries: info: client 10.1.2.3#5 (a.example): query: {name} IN A + (10.1.0.53)"
        for day, name in [(0, "a.example"), (20, "fresh.example")]
    ]
    log = written(folder, *lines)
    assert names(toride("logs", "detect", log)) == []
    assert names(toride("logs", "detect", log, "--all")) == ["はじめて現れたドメイン"]


def test_every_shipped_detection_compiles():
    ran = toride("rules", "check", f"{ENVIRONMENT['TORIDE_CONTENT']}/detections")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_day_of_the_demonstration_raises_what_is_hidden_in_it(folder):
    made = toride("demo", "--data", folder / "data", "--logs", folder / "logs")
    assert made.returncode == 0, made.stderr
    lines = sum(path.read_text().count("\n") for path in (folder / "logs").iterdir())
    assert 50_000 <= lines <= 100_000
    ran = toride("logs", "detect", folder / "logs", "--data", folder / "data")
    assert ran.returncode == 0, ran.stderr
    assert "読み切れなかった行" not in ran.stderr, ran.stderr
    alerts = [json.loads(line) for line in ran.stdout.splitlines()]
    groups = {alert["group"]["key"]: alert for alert in alerts}
    by_rule = sorted((alert["rule"]["title"], key.split("|", 1)[1]) for key, alert in groups.items())
    assert by_rule == [
        ("UTM・ファイアウォールの設定の変更", "observer.name=mz-utm1|user.name=hoshu"),
        ("台帳にない機器の接続", "source.mac=02005eff7f2a"),
        ("外への大量の送信", "source.ip=10.20.1.28"),
        ("承認していないクラウドサービスの利用", "toride.domain_name=gigafile.nu"),
        ("決まった間隔で続く外への通信（ビーコン）", "source.ip=10.20.1.28|destination=cdn.telemetry-sync.example"),
        ("組織の名前に似せたドメインへの接続", "toride.domain_name=rnizukage-kouiki.example"),
        ("許可していないネットワーク間の通信", "source.ip=10.20.1.28|destination.ip=10.30.0.100|destination.port=445"),
        ("退職・異動した人のアカウントの使用", "user.name=s1121"),
    ]
    for alert in groups.values():
        assert all(alert["toride"][part] for part in ("clauses", "what", "why", "first_step"))
