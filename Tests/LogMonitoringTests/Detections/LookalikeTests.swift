import Testing

@testable import LogMonitoring

@Suite struct LookalikeTests {
    private static let ours = Lookalikes(["mizukage-kouiki.example", "city.mizukage.lg.jp", "koubo.jp"])

    @Test(arguments: [
        ("rnizukage-kouiki.example", "same-look"), ("mizukage-kou1ki.example", "same-look"),
        ("mizukagekouiki.example", "same-look"), ("xn--mizukge-kouiki-ztl.example", "same-look"),
        ("ｍizukage.lg.jp", "same-look"), ("mízukage.jp", "same-look"), ("mizukage.com", "other-ending"),
        ("city.mizukage.co.jp", "other-ending"), ("mizukage-kouiki.test", "other-ending"),
        ("mizukgae.lg.jp", "near-name"), ("mizzukage-kouiki.example", "near-name"),
        ("www.mizukage-kouik.example", "near-name"), ("mizukage-login.com", "our-name-inside"),
        ("webmail-mizukage.net", "our-name-inside"), ("city.mizukage.lg.jp.account.test", "our-name-inside"),
        ("koubo.com", "other-ending"),
    ])
    func `a name made to be taken for ours is seen`(name: String, kind: String) throws {
        let domain = try #require(DomainName(name))
        #expect(Self.ours.resemblance(domain)?.kind.rawValue == kind)
    }

    @Test(arguments: [
        "mizukage-kouiki.example", "www.mizukage-kouiki.example", "mail.city.mizukage.lg.jp",
        "www.mizukage.lg.jp",
        "mizuho.example", "mizukage-shimbun.example", "kobo.com", "kouba.com", "example.com",
        "city.yokohama.lg.jp",
        "jp", "a.b.c.d.example",
    ])
    func `other names are not`(name: String) {
        #expect(DomainName(name).flatMap(Self.ours.resemblance) == nil)
    }

    @Test(
        arguments: [
            ("www.example.co.jp", "example.co.jp"), ("a.b.example.jp", "example.jp"),
            ("city.chigasaki.kanagawa.jp", "chigasaki.kanagawa.jp"), ("WWW.Example.COM.", "example.com"),
            ("https://user@www.example.com:8443/a?b", "example.com"), ("x.example.co.uk", "example.co.uk"),
            ("*.example.net", "example.net"), ("localhost", nil), ("203.0.113.7", nil), ("a..b", nil),
            ("", nil),
        ] as [(String, String?)])
    func `what somebody registered is found`(text: String, registered: String?) {
        #expect(DomainName(text)?.registered == registered)
    }

    @Test func `Punycode is undone, and what is none stays`() {
        #expect(Punycode.shown("xn--wgv71a119e") == "日本語")
        #expect(Punycode.shown("xn--bcher-kva") == "bücher")
        for label in ["plain", "xn--", "xn--\u{7F}", "xn--999999999999", "xn--zzzzzzzzzzzzzzzzzzzzzzzz"] {
            _ = Punycode.shown(Substring(label))
        }
        #expect(Punycode.shown("xn--a_b!") == "xn--a_b!")
    }

    @Test func `a domain set has everything under its names`() throws {
        let set = DomainSet(["*.Example.com", "a.b.test"])
        #expect(set.contains(try #require(DomainName("x.y.example.com"))))
        #expect(set.contains(try #require(DomainName("a.b.test"))))
        #expect(!set.contains(try #require(DomainName("b.test"))))
        #expect(!set.contains(try #require(DomainName("badexample.com"))))
    }
}
