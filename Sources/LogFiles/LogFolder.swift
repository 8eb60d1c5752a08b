import Foundation

/// Which files are meant by what somebody named.
public enum LogFolder {
    /// The file itself, or for a folder every file in it and below, in order of their paths; hidden ones and
    /// links to folders are passed over.
    public static func files(_ path: String) -> [String] {
        var isFolder: ObjCBool = false
        guard path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            isFolder.boolValue
        else { return [path] }
        return below(path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func below(_ folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
            let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
            let kind = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
            switch kind {
            case .typeDirectory: return below(path)
            case .typeRegular: return [path]
            case .typeSymbolicLink:
                var isFolder: ObjCBool = false
                let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                return exists && !isFolder.boolValue ? [path] : []
            default: return []
            }
        }
    }
}
