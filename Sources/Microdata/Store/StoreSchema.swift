internal import GRDB

/// The tables of the store and how a store of an older version becomes one of this version.
enum StoreSchema {
    /// "Kaik" as a number: what tells a store from another program's database.
    static let applicationID = 0x4B61_696B
    /// The number of migrations, kept as SQLite's `user_version`.
    static let version = 4
    /// Blobs of many megabytes are chains of pages: large pages make short chains.
    static let pageSize = 32768

    /// Every migration since the first version, in order. A published migration never changes.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: firstVersion)
            try database.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = 1")
        }
        migrator.registerMigration("2", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: secondVersion + "PRAGMA user_version = 2")
        }
        migrator.registerMigration("3", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: corrections + "PRAGMA user_version = 3")
        }
        migrator.registerMigration("4", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: authorityCopies + "PRAGMA user_version = 4")
        }
        return migrator
    }

    private static let firstVersion = """
        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE run (
          id INTEGER PRIMARY KEY,
          pipeline TEXT NOT NULL,
          started TEXT NOT NULL,
          as_of TEXT NOT NULL,
          version TEXT NOT NULL,
          definition_hash TEXT NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('built', 'failed')),
          summary TEXT NOT NULL
        );

        CREATE TABLE source (
          id INTEGER PRIMARY KEY,
          path TEXT NOT NULL,
          table_name TEXT NOT NULL,
          position INTEGER NOT NULL,
          size INTEGER NOT NULL,
          modified INTEGER NOT NULL,
          changed INTEGER NOT NULL,
          inode INTEGER NOT NULL,
          device INTEGER NOT NULL,
          content_hash TEXT NOT NULL,
          mapping_hash TEXT NOT NULL,
          rows_read INTEGER NOT NULL,
          rows_kept INTEGER NOT NULL,
          rows_quarantined INTEGER NOT NULL,
          rows_excluded INTEGER NOT NULL,
          dialect TEXT NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('reading', 'current', 'superseded', 'removed'))
        );
        CREATE UNIQUE INDEX source_current ON source (path, table_name) WHERE state = 'current';
        CREATE INDEX source_by_table ON source (table_name, state, position, path);

        CREATE TABLE segment (
          id INTEGER PRIMARY KEY,
          hash TEXT NOT NULL UNIQUE,
          table_name TEXT NOT NULL,
          row_count INTEGER NOT NULL
        );
        CREATE TABLE source_segment (
          source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
          first_row INTEGER NOT NULL,
          segment INTEGER NOT NULL REFERENCES segment (id),
          PRIMARY KEY (source, first_row)
        ) WITHOUT ROWID;
        CREATE INDEX source_segment_by_segment ON source_segment (segment);

        CREATE TABLE segment_column (
          id INTEGER PRIMARY KEY,
          segment INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
          name TEXT NOT NULL,
          type TEXT NOT NULL,
          minimum INTEGER,
          maximum INTEGER,
          missing_reasons INTEGER NOT NULL,
          dictionary_count INTEGER NOT NULL,
          dictionary BLOB NOT NULL,
          data BLOB NOT NULL
        );
        CREATE UNIQUE INDEX segment_column_by_name ON segment_column (segment, name);

        CREATE TABLE code_list (
          name TEXT NOT NULL,
          position INTEGER NOT NULL,
          code TEXT NOT NULL,
          titles TEXT NOT NULL,
          PRIMARY KEY (name, position)
        ) WITHOUT ROWID;

        CREATE TABLE quarantine (
          id INTEGER PRIMARY KEY,
          source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
          line INTEGER,
          column_name TEXT,
          code TEXT NOT NULL,
          severity TEXT NOT NULL,
          summary TEXT NOT NULL,
          cause TEXT,
          remedies TEXT NOT NULL
        );
        CREATE INDEX quarantine_by_source ON quarantine (source);

        CREATE TABLE tabulation (
          scope TEXT NOT NULL,
          request TEXT NOT NULL,
          used_in INTEGER NOT NULL,
          result BLOB NOT NULL,
          PRIMARY KEY (scope, request)
        ) WITHOUT ROWID;

        CREATE TABLE run_source (
          run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
          source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
          PRIMARY KEY (run, source)
        ) WITHOUT ROWID;

        CREATE TABLE result (
          run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
          position INTEGER NOT NULL,
          indicator TEXT NOT NULL,
          breakdown TEXT NOT NULL,
          json TEXT NOT NULL,
          PRIMARY KEY (run, position)
        ) WITHOUT ROWID;
        CREATE INDEX result_by_indicator ON result (indicator, run);

        CREATE TABLE lineage (
          run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
          indicator TEXT NOT NULL,
          position INTEGER NOT NULL,
          request TEXT NOT NULL,
          PRIMARY KEY (run, indicator, position)
        ) WITHOUT ROWID;

        """
}
