// swift-tools-version: 6.2
// The rooms of Toride, ground first. Which room may use which is held by docs/architecture.md and a test that
// reads this file.
import PackageDescription

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
    name: "toride",
    products: [.executable(name: "toride", targets: ["Toride"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        // Hummingbird's own ground, named because its types stand in our signatures.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    ],
    targets: [
        // Engines: pure, in microseconds.
        .target(name: "Primitives"),
        .target(name: "Database", dependencies: ["Primitives"]),
        .target(name: "PolicyText"),
        .target(name: "AuditLedger", dependencies: [crypto]),
        .target(name: "Registers", dependencies: ["Primitives"]),
        .target(name: "Duties", dependencies: ["Primitives", "PolicyText", yams]),
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .target(name: "CByteScan"),
        .target(name: "LogMonitoring", dependencies: ["Primitives", "CPCRE2", "CByteScan", yams]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .target(name: "LogFiles", dependencies: ["Primitives", "CZlib", "CZstd"]),
        .target(name: "LogArchive", dependencies: ["Primitives", "AuditLedger", "LogMonitoring", "CZstd"]),
        .target(
            name: "LogReceiving", dependencies: ["Primitives", "LogArchive", nioCore, nioPosix, nioSSL]),
        // Storage: drivers know nothing of registers.
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "StorageSQLite", dependencies: ["Primitives", "Database", grdb]),
        .target(name: "StoragePostgreSQL", dependencies: ["Primitives", "Database", "CLibPQ"]),
        .target(
            name: "Storage",
            dependencies: ["Primitives", "Database", "AuditLedger", "Registers", "Duties", "PolicyText"]),
        // What a person may do, and the ways in and out.
        .target(
            name: "Office",
            dependencies: [
                "Primitives", "Database", "AuditLedger", "Registers", "Duties", "PolicyText", "Storage",
                cryptoExtras,
            ]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .target(name: "Exchange", dependencies: ["Primitives", "CLibZip"]),
        .target(name: "WebPages", dependencies: ["Primitives"]),
        .target(
            name: "WebServer",
            dependencies: [
                "Primitives", "Database", "AuditLedger", "Registers", "Duties", "PolicyText", "Storage",
                "Office",
                "Exchange", "WebPages", hummingbird, nioCore, nioPosix, httpTypes, logging,
            ]),
        .executableTarget(
            name: "Toride",
            dependencies: [
                "Primitives", "Database", "AuditLedger", "Registers", "Duties", "PolicyText", "Storage",
                "StorageSQLite", "StoragePostgreSQL", "Office", "Exchange", "WebPages", "WebServer",
                "LogMonitoring", "LogFiles", "LogArchive", "LogReceiving", logging,
            ]),
        .executableTarget(
            name: "toride-bench",
            dependencies: [
                "Primitives", "Database", "AuditLedger", "Registers", "Duties", "PolicyText", "Storage",
                "StorageSQLite", "StoragePostgreSQL", "Office", "Exchange", "LogMonitoring",
                "LogFiles", "LogArchive", "LogReceiving", "CByteScan", "CZstd", "TestSupport",
            ], path: "Benchmarks"),
        // Tests mirror the rooms; TestSupport starts the real databases.
        .target(
            name: "TestSupport",
            dependencies: ["Database", "StorageSQLite", "StoragePostgreSQL"], path: "Tests/TestSupport"),
        .testTarget(name: "PolicyTextTests", dependencies: ["PolicyText"], exclude: ["Samples"]),
        .testTarget(name: "AuditLedgerTests", dependencies: ["AuditLedger"]),
        .testTarget(name: "DatabaseTests", dependencies: ["Database"]),
        .testTarget(
            name: "DutiesTests", dependencies: ["Duties", "PolicyText", "Primitives", yams], exclude: ["Gold"]
        ),
        .testTarget(
            name: "StorageDriverTests",
            dependencies: ["Database", "StorageSQLite", "StoragePostgreSQL", "TestSupport"]),
        .testTarget(
            name: "CriteriaTests",
            dependencies: ["Database", "Duties", "Primitives", "Registers", "TestSupport", yams],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "ExchangeTests", dependencies: ["Exchange", "Primitives", "CLibZip"],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "WebPagesTests", dependencies: ["WebPages", "Primitives"], exclude: ["Snapshots"]),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Primitives", "Database", "AuditLedger", "Registers", "Storage", "StorageSQLite",
                "TestSupport",
            ], exclude: ["permissions.txt"]),
        .testTarget(
            name: "OfficeTests",
            dependencies: [
                "Primitives", "Database", "AuditLedger", "Registers", "Duties", "Storage", "Office",
                "TestSupport",
            ]),
        .testTarget(
            name: "WebServerTests",
            dependencies: [
                "Primitives", "Database", "AuditLedger", "Registers", "Duties", "Storage", "Office",
                "WebPages", "WebServer", "StorageSQLite", "TestSupport", hummingbird, httpTypes, logging,
                nioCore, nioPosix,
            ], exclude: ["doors.txt"]),
        .testTarget(
            name: "LogMonitoringTests",
            dependencies: ["LogMonitoring", "LogFiles", "Primitives", yams],
            exclude: ["Samples", "Detections/Samples"]),
        .testTarget(
            name: "LogArchiveTests",
            dependencies: ["LogArchive", "AuditLedger", "LogMonitoring", "Primitives"]),
        .testTarget(
            name: "LogReceivingTests", dependencies: ["LogReceiving", "LogArchive", "Primitives", nioCore]),
        .testTarget(name: "LogFilesTests", dependencies: ["LogFiles", "CZlib", "CZstd"]),
        .testTarget(name: "TidyTests"),
    ]
)
