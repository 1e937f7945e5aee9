import Foundation
import Testing

/// Links among the files of a source: one that a glob finds may not lead out of its folder, one that is named is followed.
@Suite struct LinkedFileTests {
    private static let invitations = "SampleData/osaamiskeskus/kutsut.csv"

    /// The sample, its invitations in a folder of their own where another program may put files.
    private func workspace(_ files: String) throws -> Workspace {
        let workspace = try Workspace()
        try workspace.replace("../\(Self.invitations)", with: files, in: BadInputTests.pipeline)
        try FileManager.default.createDirectory(atPath: "\(workspace.path)/Inbox", withIntermediateDirectories: true)
        return workspace
    }

    private func link(_ name: String, to target: String, in workspace: Workspace) throws {
        try FileManager.default.createSymbolicLink(
            atPath: "\(workspace.path)/Inbox/\(name)", withDestinationPath: target)
    }

    @Test func aGlobDoesNotFollowALinkThatLeadsOut() throws {
        let workspace = try workspace("../Inbox/*.csv")
        try link("kutsut.csv", to: "../\(Self.invitations)", in: workspace)
        let outcome = try Command.run("check", BadInputTests.pipeline, in: workspace)
        #expect(outcome.status == 1)
        for text in ["error[pipeline.link-outside]", "Inbox/kutsut.csv", "name the link under `files:`"] {
            #expect(outcome.error.contains(text), "\(outcome.error)")
        }
    }

    @Test func aGlobFollowsALinkWithinItsFolder() throws {
        let workspace = try workspace("../Inbox/*.csv")
        try FileManager.default.createDirectory(
            atPath: "\(workspace.path)/Inbox/2023", withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: "\(workspace.path)/\(Self.invitations)", toPath: "\(workspace.path)/Inbox/2023/kutsut.csv")
        try link("kutsut.csv", to: "2023/kutsut.csv", in: workspace)
        let outcome = try Command.run("check", BadInputTests.pipeline, in: workspace)
        #expect(outcome.status == 0, "\(outcome.error)")
    }

    @Test func aLinkThatIsNamedIsFollowed() throws {
        let workspace = try workspace("../Inbox/kutsut.csv")
        try link("kutsut.csv", to: "../\(Self.invitations)", in: workspace)
        let outcome = try Command.run("check", BadInputTests.pipeline, in: workspace)
        #expect(outcome.status == 0, "\(outcome.error)")
    }
}
