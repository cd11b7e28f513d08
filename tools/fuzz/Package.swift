// swift-tools-version: 6.2
import PackageDescription

/// The fuzzer, built apart: what it feeds is compiled again from the same sources, with the
/// coverage that libFuzzer steers by. `Rollcall` is a link to the sources; `run` builds this.
let fuzzed: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
    .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"]),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "rollcall-fuzz",
    products: [.executable(name: "fuzz", targets: ["fuzz"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
        .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.0"),
    ],
    targets: [
        .systemLibrary(name: "CProtobufC", path: "Rollcall/CProtobufC", pkgConfig: "libprotobuf-c"),
        .target(
            name: "CRollcallProto", dependencies: ["CProtobufC"], path: "Rollcall/CRollcallProto"),
        .target(
            name: "DirectoryDomain", path: "Rollcall/DirectoryDomain", swiftSettings: fuzzed),
        .target(
            name: "ProtobufC", dependencies: ["CProtobufC", "CRollcallProto"],
            path: "Rollcall/ProtobufC", swiftSettings: fuzzed),
        .target(
            name: "EventCoding", dependencies: ["DirectoryDomain", "ProtobufC", crypto],
            path: "Rollcall/EventCoding", swiftSettings: fuzzed),
        .target(name: "TTRPC", path: "Rollcall/TTRPC", swiftSettings: fuzzed),
        .target(
            name: "DirectoryAPI", dependencies: ["ProtobufC"], path: "Rollcall/DirectoryAPI",
            swiftSettings: fuzzed),
        // What of the gateway reads a request, without the server that it stands in.
        .target(
            name: "DirectoryGateway",
            dependencies: ["DirectoryAPI", .product(name: "JWTKit", package: "jwt-kit")],
            path: "Rollcall/DirectoryGateway", exclude: ["Reading/RequestContent.swift"],
            sources: ["Reading", "Credentials/Tokens"], swiftSettings: fuzzed),
        .target(
            name: "FuzzChecks",
            dependencies: [
                "DirectoryDomain", "ProtobufC", "EventCoding", "TTRPC", "DirectoryAPI",
                "DirectoryGateway",
            ],
            path: "Checks", swiftSettings: fuzzed),
        .systemLibrary(name: "LibFuzzer", path: "LibFuzzer"),
        .executableTarget(
            name: "fuzz", dependencies: ["FuzzChecks", "LibFuzzer"], path: "Driver",
            swiftSettings: fuzzed,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
    ]
)
