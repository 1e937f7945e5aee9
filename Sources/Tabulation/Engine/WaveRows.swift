internal import Microdata
internal import Records

/// A row of a key that is in a wave; nil where there is none.
typealias WaveRow = UnsafeMutablePointer<UInt64>?

/// The earliest rows of the keys of a partition in some waves, looked up once for all tasks.
@safe final class WaveRows {
    private var known: [[Int]: [WaveRow]] = unsafe [:]
    private let partition: Partition
    private let payload: Payload

    init(_ partition: Partition, _ payload: Payload) {
        self.partition = partition
        self.payload = payload
    }

    /// Each key's earliest row in each of some waves, wave by wave: entries come in the order of rows.
    func rows(selection: Int, role: Int, waves: Int) -> [WaveRow] {
        if let rows = unsafe known[[selection, role, waves]] { return unsafe rows }
        let selectionField = payload.fields[selection]
        let roleField = payload.fields[role]
        var rows = unsafe [WaveRow](repeating: nil, count: partition.keyCount * waves)
        unsafe rows.withUnsafeMutableBufferPointer { rows in
            unsafe partition.visit { key, entry in
                guard unsafe selectionField(entry) == 1 else { return }
                let wave = unsafe roleField(entry)
                guard wave > 0 else { return }
                let place = key &* waves &+ wave &- 1
                if unsafe rows[place] == nil { unsafe rows[place] = entry }
            }
        }
        unsafe known[[selection, role, waves]] = rows
        return unsafe rows
    }
}
