// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: the Swift 6 language mode with complete concurrency checking, and no warnings.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]
/// Settings of the targets that touch a C library or raw memory: every unsafe use is marked.
let bridge = house + [.strictMemorySafety()]
/// Settings of the tests: compiled as they stand also in a release build, where only what they test needs to be fast.
let tests = house + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

func library(_ name: String, pkgConfig: String? = nil, package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "kaiku",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "kaiku", targets: ["kaiku"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        library("CCMark", pkgConfig: "libcmark", package: "libcmark-dev"),
        library("CExpat", pkgConfig: "expat", package: "libexpat1-dev"),
        library("CGLPK", package: "libglpk-dev"),
        library("CGSL", pkgConfig: "gsl", package: "libgsl-dev"),
        library("CJansson", pkgConfig: "jansson", package: "libjansson-dev"),
        library("COpenSSL", pkgConfig: "libcrypto", package: "libssl-dev"),
        library("CReadStat", package: "libreadstat-dev"),
        library("CSodium", pkgConfig: "libsodium", package: "libsodium-dev"),
        library("CXLSXWriter", pkgConfig: "xlsxwriter", package: "libxlsxwriter-dev"),
        library("CZlib", pkgConfig: "zlib", package: "zlib1g-dev"),
        library("CZip", pkgConfig: "libzip", package: "libzip-dev"),

        .target(name: "CIGraph"),
        .target(name: "CRSVG"),
        .target(name: "CScan"),
        .target(name: "CSystem"),
        .target(name: "CXML2"),

        .target(name: "Diagnostics", swiftSettings: house),
        .target(name: "Workers", swiftSettings: house),
        .target(name: "Definitions", dependencies: ["Diagnostics", yams], swiftSettings: house),
        .target(name: "Markdown", dependencies: ["Diagnostics", "CCMark"], swiftSettings: bridge),
        .target(name: "Records", dependencies: ["Diagnostics", "Definitions"], swiftSettings: house),
        .target(
            name: "Microdata", dependencies: ["Diagnostics", "Records", "CSodium", "COpenSSL", "CSystem", grdb],
            swiftSettings: bridge),
        .target(
            name: "Ingest",
            dependencies: [
                "Diagnostics", "Definitions", "Records", "Microdata", "CScan", "CZip", "CZlib", "CExpat", "CReadStat",
                "CJansson",
                "CXML2",
            ],
            swiftSettings: bridge),
        .target(
            name: "Tabulation", dependencies: ["Diagnostics", "Workers", "Records", "Microdata"],
            swiftSettings: bridge),
        .target(name: "Statistics", dependencies: ["Diagnostics", "CGSL"], swiftSettings: bridge),
        .target(
            name: "Diffusion", dependencies: ["Diagnostics", "Workers", "Statistics", "CIGraph"],
            swiftSettings: bridge),
        .target(
            name: "Indicators",
            dependencies: [
                "Diagnostics", "Workers", "Definitions", "Records", "Tabulation", "Statistics", "Diffusion",
            ],
            swiftSettings: house),
        .target(
            name: "Disclosure", dependencies: ["Diagnostics", "Records", "Indicators", "CGLPK"], swiftSettings: bridge),
        .target(
            name: "Reporting",
            dependencies: ["Diagnostics", "Definitions", "Markdown", "Records", "Indicators", "Disclosure"],
            swiftSettings: house),
        .target(
            name: "Charts", dependencies: ["Diagnostics", "Records", "Disclosure", "Reporting", "CRSVG"],
            swiftSettings: bridge),
        .target(
            name: "ExcelReport", dependencies: ["Diagnostics", "Records", "Disclosure", "Reporting", "CXLSXWriter"],
            swiftSettings: bridge),
        .target(
            name: "HTMLReport",
            dependencies: ["Diagnostics", "Records", "Disclosure", "Reporting", "Charts", mustache],
            swiftSettings: house),
        .target(
            name: "FigurePack",
            dependencies: ["Diagnostics", "Workers", "Records", "Disclosure", "Reporting", "Charts"],
            swiftSettings: house),
        .target(
            name: "TextReport", dependencies: ["Diagnostics", "Disclosure", "Reporting"], swiftSettings: house),
        .target(
            name: "Transmission",
            dependencies: ["Diagnostics", "Definitions", "Records", "Indicators", "Disclosure", "Reporting"],
            swiftSettings: house),
        .target(
            name: "WorkbookTemplate",
            dependencies: ["Diagnostics", "Definitions", "Records", "Ingest", "Indicators", "Reporting"],
            swiftSettings: house),
        .target(
            name: "Pipeline",
            dependencies: [
                "Diagnostics", "Workers", "Definitions", "Markdown", "Records", "Microdata", "Ingest", "Tabulation",
                "Statistics", "Diffusion", "Indicators", "Disclosure", "Reporting", "Charts", "ExcelReport",
                "HTMLReport", "FigurePack", "TextReport", "Transmission", "WorkbookTemplate",
                "CSystem",
            ],
            swiftSettings: house),
        .executableTarget(
            name: "kaiku",
            dependencies: [
                "Diagnostics", "Definitions", "Ingest", "Statistics", "Indicators", "Reporting", "WorkbookTemplate",
                "Pipeline",
                argumentParser,
            ],
            swiftSettings: house),

        // Damaged input for every reader: `swift build -c release --product fuzz`. libFuzzer is used by Scripts/fuzz-guided alone.
        .systemLibrary(name: "CFuzzer", path: "Tests/CFuzzer"),
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "Diagnostics", "Definitions", "Markdown", "Records", "Microdata", "Ingest", "Tabulation", "CFuzzer",
            ],
            path: "Tests/Fuzzing", exclude: ["README.md", "Regressions", "Seeds"], swiftSettings: house),

        .testTarget(name: "FuzzingTests", dependencies: ["fuzz"], swiftSettings: tests),
        .testTarget(name: "WorkersTests", dependencies: ["Workers"], swiftSettings: tests),
        .testTarget(name: "DefinitionsTests", dependencies: ["Diagnostics", "Definitions"], swiftSettings: tests),
        .testTarget(name: "MarkdownTests", dependencies: ["Diagnostics", "Markdown"], swiftSettings: tests),
        .testTarget(
            name: "MicrodataTests", dependencies: ["Diagnostics", "Records", "Microdata", grdb], swiftSettings: tests),
        .testTarget(
            name: "IngestTests",
            dependencies: [
                "Diagnostics", "Definitions", "Records", "Microdata", "Ingest", "CZip", "CZlib", "CReadStat",
            ],
            resources: [.copy("Reference")], swiftSettings: tests),
        .testTarget(
            name: "TabulationTests", dependencies: ["Diagnostics", "Records", "Microdata", "Tabulation", grdb],
            swiftSettings: tests),
        .testTarget(
            name: "StatisticsTests", dependencies: ["Diagnostics", "Statistics", "Diffusion"],
            resources: [.copy("Reference")],
            swiftSettings: tests),
        .testTarget(
            name: "DiffusionTests", dependencies: ["Diagnostics", "Statistics", "Diffusion"],
            resources: [.copy("Reference")], swiftSettings: tests),
        .testTarget(
            name: "IndicatorsTests",
            dependencies: [
                "Diagnostics", "Definitions", "Records", "Microdata", "Tabulation", "Statistics", "Indicators",
            ],
            swiftSettings: tests),
        .testTarget(
            name: "DisclosureTests", dependencies: ["Diagnostics", "Records", "Indicators", "Disclosure"],
            resources: [.copy("Reference")], swiftSettings: tests),
        .testTarget(
            name: "ReportingTests",
            dependencies: [
                "Diagnostics", "Definitions", "Markdown", "Records", "Indicators", "Disclosure", "Reporting",
                "Tabulation",
            ],
            swiftSettings: tests),
        .testTarget(
            name: "ChartsTests", dependencies: ["Diagnostics", "Records", "Disclosure", "Reporting", "Charts"],
            exclude: ["Goldens"], swiftSettings: tests),
        .testTarget(
            name: "FigurePackTests",
            dependencies: ["Diagnostics", "Records", "Disclosure", "Reporting", "Charts", "FigurePack"],
            swiftSettings: tests),
        .testTarget(
            name: "ExcelReportTests",
            dependencies: ["Diagnostics", "Records", "Disclosure", "Reporting", "ExcelReport"],
            swiftSettings: tests),
        .testTarget(
            name: "HTMLReportTests",
            dependencies: ["Diagnostics", "Records", "Disclosure", "Reporting", "Charts", "HTMLReport"],
            exclude: ["Goldens"], swiftSettings: tests),
        .testTarget(
            name: "TextReportTests",
            dependencies: ["Diagnostics", "Records", "Disclosure", "Reporting", "TextReport"],
            exclude: ["Goldens"], swiftSettings: tests),
        .testTarget(
            name: "WorkbookTemplateTests",
            dependencies: ["Diagnostics", "Definitions", "Ingest", "Reporting", "WorkbookTemplate", "CZip"],
            resources: [.copy("Reference")], swiftSettings: tests),
        .testTarget(
            name: "TransmissionTests",
            dependencies: [
                "Diagnostics", "Definitions", "Records", "Indicators", "Disclosure", "Reporting", "Transmission",
            ],
            swiftSettings: tests),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Diagnostics", "Definitions", "Records", "Microdata", "Ingest", "Indicators", "Reporting", "Pipeline",
                "kaiku",
            ],
            exclude: ["RealInput"], swiftSettings: tests),
    ]
)
