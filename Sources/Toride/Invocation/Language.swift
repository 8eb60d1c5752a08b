/// In which language the command line speaks: Japanese unless `--language en` or the locale says otherwise.
enum Language: String, Sendable {
    case japanese = "ja"
    case english = "en"

    /// From `--language` where it is given, else from `LC_ALL`, `LC_MESSAGES` or `LANG`; C and POSIX mean
    /// nothing said.
    init(option: String?, environment: [String: String]) {
        if let option, let language = Language(rawValue: option) {
            self = language
            return
        }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first {
            !$0.isEmpty
        }
        self = locale?.hasPrefix("en") == true ? .english : .japanese
    }
}

/// One text in both languages.
struct Words: Sendable {
    let japanese: String
    let english: String

    init(_ japanese: String, _ english: String) {
        self.japanese = japanese
        self.english = english
    }

    subscript(language: Language) -> String { language == .english ? english : japanese }
}
