import ArgumentParser
import Diagnostics
import Pipeline

/// `kaiku doctor`: whether this machine and this folder have what a build needs.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check that this machine and folder have what a build needs.")

    @Option(help: "How results are printed.")
    var format: OutputFormat = .text

    func run() throws {
        let checks = Doctor().checks()
        switch format {
        case .json:
            var json = JSONText()
            json.array { json in
                for check in checks {
                    json.object { json in
                        json.string("check", check.name)
                        json.boolean("passed", check.passed)
                        json.string("found", check.found)
                        if let remedy = check.remedy { json.string("remedy", remedy) }
                    }
                }
            }
            Terminal.print(json.text)
        case .text:
            for check in checks {
                Terminal.print("\(check.passed ? "ok  " : "FAIL") \(check.name): \(check.found)")
                if !check.passed, let remedy = check.remedy { Terminal.print("       try: \(remedy)") }
            }
        }
        if checks.contains(where: { !$0.passed }) { throw ExitStatus(code: 1) }
    }
}
