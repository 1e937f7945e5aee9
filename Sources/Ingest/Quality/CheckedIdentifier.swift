/// Identifiers of which the last sign follows from the others, so that a slip of the pen shows.
public enum CheckedIdentifier: String, Sendable, Hashable, CaseIterable {
    /// A Finnish business ID (Y-tunnus): seven digits, a hyphen and a check digit.
    ///
    /// The digits times 7, 9, 10, 5, 8, 4 and 2 are summed modulo 11; 0 gives 0, 1 is not issued, any other gives 11 less it.
    case businessID = "business-id"
    /// A Finnish personal identity code: `DDMMYY`, a sign for the century, a serial of three digits and a check sign that is the nine
    /// digits modulo 31.
    case personalIdentityCode = "personal-identity-code"

    /// What is wrong with a written identifier.
    enum Fault {
        case form, checkSign
    }

    /// How it is written.
    var form: String {
        switch self {
        case .businessID: "1234567-1"
        case .personalIdentityCode: "DDMMYY-123A"
        }
    }

    /// What is wrong with the identifier that a range of bytes is; nil when nothing is.
    func fault(in bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Fault? {
        switch self {
        case .businessID: unsafe Self.businessIDFault(bytes + start, end - start)
        case .personalIdentityCode: unsafe Self.identityCodeFault(bytes, start, end)
        }
    }

    private static let weights = [7, 9, 10, 5, 8, 4, 2]

    private static func businessIDFault(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Fault? {
        guard length == 9, unsafe bytes[7] == 0x2D else { return .form }
        var sum = 0
        for place in 0..<9 where place != 7 {
            guard unsafe bytes[place] &- 0x30 <= 9 else { return .form }
            if place < 7 { sum += unsafe weights[place] * Int(bytes[place] & 15) }
        }
        let rest = sum % 11
        let check = unsafe Int(bytes[8] & 15)
        return rest != 1 && check == (rest == 0 ? 0 : 11 - rest) ? nil : .checkSign
    }

    private static func identityCodeFault(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Fault? {
        // Eleven signs; a dash in place of the hyphen has three bytes.
        guard end - start == 11 || end - start == 13 else { return .form }
        if unsafe PersonalData.isIdentityCode(bytes, sign: start + 6, from: start, to: end) { return nil }
        let digits = [0, 1, 2, 3, 4, 5, end - start - 4, end - start - 3, end - start - 2]
        return digits.allSatisfy { unsafe bytes[start + $0] &- 0x30 <= 9 } ? .checkSign : .form
    }
}
