// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of ours is held to. `unsafe` may stand only where C is touched; a test
/// reads the sources and says where.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
]

let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let metrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")

let package = Package(
    name: "rollcall",
    products: [
        .executable(name: "rollcalld", targets: ["rollcalld"]),
        .executable(name: "rollcall-gateway", targets: ["rollcall-gateway"]),
        .executable(name: "rollcall", targets: ["rollcall"]),
        .executable(name: "rollcall-load", targets: ["rollcall-load"]),
        .library(name: "RollcallClient", targets: ["RollcallClient"]),
        .library(name: "DirectoryAPI", targets: ["DirectoryAPI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.34.0"),
        .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift.git", from: "0.2.0"),
    ],
    targets: [
        // C, each behind the Swift target above it.
        .systemLibrary(
            name: "CProtobufC", pkgConfig: "libprotobuf-c",
            providers: [.apt(["libprotobuf-c-dev"])]),
        .target(name: "CRollcallProto", dependencies: ["CProtobufC"]),
        .target(name: "CLinux"),

        // The domain and what carries it.
        .target(name: "DirectoryDomain", swiftSettings: house),
        .target(
            name: "ProtobufC", dependencies: ["CProtobufC", "CRollcallProto"],
            swiftSettings: house),
        .target(
            name: "EventCoding", dependencies: ["DirectoryDomain", "ProtobufC", crypto],
            swiftSettings: house),
        .target(name: "TTRPC", swiftSettings: house),
        .target(name: "DirectoryAPI", dependencies: ["ProtobufC"], swiftSettings: house),
        .target(
            name: "TTRPCSocket",
            dependencies: [
                "TTRPC", "CLinux", .product(name: "HeapModule", package: "swift-collections"),
            ],
            swiftSettings: house),
        .target(name: "DirectoryCache", dependencies: ["DirectoryDomain"], swiftSettings: house),
        .target(
            name: "DirectorySQLite",
            dependencies: [
                "DirectoryDomain", "EventCoding", crypto,
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: house),
        .target(
            name: "DirectoryService",
            dependencies: [
                "DirectoryDomain", "DirectoryAPI", "DirectoryCache", "ProtobufC", "TTRPC", crypto,
            ],
            swiftSettings: house),
        .target(
            name: "RollcallClient",
            dependencies: ["DirectoryAPI", "ProtobufC", "TTRPC", nio, nioPosix],
            swiftSettings: house),
        .target(
            name: "DirectoryGateway",
            dependencies: [
                "RollcallClient", "DirectoryAPI", hummingbird, httpTypes, nio, logging, metrics,
                crypto,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ],
            swiftSettings: house),
        .target(
            name: "ProgramSettings", dependencies: ["DirectoryAPI", arguments, logging],
            swiftSettings: house),

        // Executables wire; libraries work.
        .executableTarget(
            name: "rollcalld",
            dependencies: [
                "DirectorySQLite", "DirectoryService", "DirectoryDomain", "DirectoryAPI",
                "DirectoryCache", "TTRPCSocket", "TTRPC",
                "EventCoding", "ProgramSettings", "CLinux", arguments, logging,
            ],
            swiftSettings: house),
        .executableTarget(
            name: "rollcall-gateway",
            dependencies: [
                "DirectoryGateway", "RollcallClient", "ProgramSettings", arguments, logging,
                hummingbird, metrics,
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house),
        .executableTarget(
            name: "rollcall",
            dependencies: [
                "RollcallClient", "DirectoryAPI", "ProtobufC", "ProgramSettings", arguments,
                crypto, .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house),
        .executableTarget(
            name: "rollcall-load",
            dependencies: [
                "DirectoryAPI", "ProtobufC", "TTRPC", "CLinux", "ProgramSettings", arguments,
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            path: "tools/rollcall-load",
            swiftSettings: house),

        .executableTarget(
            name: "bare-route", dependencies: [hummingbird, logging],
            path: "tools/benchmark/bare-route", swiftSettings: house),

        // Tests mirror Sources; Support holds what several of them share.
        .target(
            name: "FuzzChecks",
            dependencies: [
                "DirectoryDomain", "ProtobufC", "EventCoding", "TTRPC", "DirectoryAPI",
                "DirectoryGateway",
            ],
            path: "tools/fuzz/Checks", swiftSettings: house),
        .target(
            name: "TestSupport",
            dependencies: ["DirectoryDomain", "EventCoding", "DirectoryAPI", "TTRPC", "CLinux"],
            path: "Tests/Support", swiftSettings: house),
        .testTarget(
            name: "DirectoryDomainTests",
            dependencies: ["DirectoryDomain", "EventCoding", "TestSupport"],
            swiftSettings: house),
        .testTarget(
            name: "EventCodingTests", dependencies: ["EventCoding", "DirectoryDomain"],
            swiftSettings: house),
        .testTarget(
            name: "ProtobufCTests", dependencies: ["ProtobufC", "DirectoryAPI"],
            swiftSettings: house),
        .testTarget(
            name: "TTRPCTests", dependencies: ["TTRPC", "ProtobufC"], swiftSettings: house),
        .testTarget(
            name: "TTRPCSocketTests",
            dependencies: ["TTRPCSocket", "TTRPC", "CLinux", "TestSupport"],
            swiftSettings: house),
        .testTarget(
            name: "DirectoryAPITests", dependencies: ["DirectoryAPI", "ProtobufC"],
            swiftSettings: house),
        .testTarget(
            name: "RollcallCommandTests",
            dependencies: [
                "rollcall", "DirectoryAPI", .product(name: "JWTKit", package: "jwt-kit"),
            ],
            swiftSettings: house),
        .testTarget(
            name: "ProgramSettingsTests",
            dependencies: ["ProgramSettings", "DirectoryAPI", arguments, logging],
            swiftSettings: house),
        .testTarget(
            name: "DirectoryCacheTests",
            dependencies: [
                "DirectoryCache", "DirectoryDomain", "DirectorySQLite", "EventCoding",
                "TestSupport",
            ],
            swiftSettings: house),
        .testTarget(
            name: "DirectorySQLiteTests",
            dependencies: [
                "DirectorySQLite", "DirectoryDomain", "EventCoding", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: house),
        .testTarget(
            name: "DirectoryServiceTests",
            dependencies: [
                "DirectoryService", "DirectoryDomain", "DirectoryAPI", "DirectoryCache",
                "ProtobufC", "TTRPC", "EventCoding", "TestSupport",
            ],
            swiftSettings: house),
        .testTarget(
            name: "DirectoryGatewayTests",
            dependencies: [
                "DirectoryGateway", "RollcallClient", "DirectoryAPI", "ProtobufC", "TTRPC",
                "TestSupport", nio, nioPosix, metrics, hummingbird, httpTypes, logging,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: house),
        .testTarget(
            name: "RollcallLoadTests",
            dependencies: ["rollcall-load", "DirectoryAPI", "ProtobufC", "TTRPC", "CLinux"],
            swiftSettings: house),
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "RollcallClient", "DirectoryAPI", "ProtobufC", "TTRPC", "CLinux", "TestSupport",
                crypto, "rollcalld", "rollcall-gateway", "rollcall", "rollcall-load",
            ],
            path: "Tests/Integration",
            exclude: ["GoClient", "RustClient", "Samples", "Supervisor"],
            swiftSettings: house),
        .testTarget(
            name: "FuzzCheckTests",
            dependencies: ["FuzzChecks", "DirectoryAPI", "ProtobufC"],
            path: "Tests/FuzzChecks",
            swiftSettings: house),
        .testTarget(name: "HouseRulesTests", path: "Tests/HouseRules", swiftSettings: house),
    ]
)
