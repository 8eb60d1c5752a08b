/// Every format, in the order in which a line is tried: those that are sure of themselves first, those that
/// take what is left last.
enum AllFormats {
    static let list: [any LogFormat.Type] = [
        FortiGate.self, CiscoASA.self, PaloAlto.self, CommonEventFormat.self, LogEventExtended.self,
        CheckPoint.self, SonicWall.self, Sophos.self, Squid.self, Snort.self, SecureShell.self, Sudo.self,
        LinuxAudit.self, Iptables.self, Bind.self, Unbound.self, MicrosoftDNS.self, MicrosoftDHCP.self,
        WebCombined.self, ZeekTSV.self, ZeekJSON.self, Suricata.self, Ulogd.self, WindowsEvents.self,
        GeneralJSON.self, SyslogText.self,
    ]
}

extension ReadingSettings {
    /// What `--format` takes.
    public static var formatNames: [String] { AllFormats.list.map { $0.name } }
}
