import Foundation

/// Where these tests find what they read, in the package alone.
enum CriteriaPlaces {
    static let package: String = {
        // Tests/CriteriaTests/CriteriaPlaces.swift → three up. Works through symbolic links as well.
        let file = URL(filePath: #filePath).resolvingSymlinksInPath()
        return file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    }()

    static let criteria = package + "/Content/criteria"
    static let requirements = package + "/Content/requirements"
    static let fixtures = package + "/Tests/CriteriaTests/Fixtures"
}
