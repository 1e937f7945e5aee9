extension StoreSchema {
    /// What was corrected in sources, and what each run was defined by.
    ///
    /// A correction belongs to the version of the source that was read with it, and goes with it; one that no file of the pipeline
    /// answers to belongs to none.
    static let corrections = """
        CREATE TABLE correction (
          id INTEGER PRIMARY KEY,
          source INTEGER REFERENCES source (id) ON DELETE CASCADE,
          issue TEXT NOT NULL,
          file TEXT NOT NULL,
          file_row INTEGER,
          line INTEGER NOT NULL,
          column_name TEXT,
          corrected_by TEXT,
          corrected_on TEXT,
          recorded TEXT NOT NULL,
          old TEXT,
          new TEXT,
          state TEXT NOT NULL CHECK (state IN ('applied', 'refused', 'missed', 'stale', 'unknown', 'conflicting')),
          problem TEXT
        );
        CREATE INDEX correction_by_source ON correction (source);

        CREATE TABLE run_definition (
          run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
          name TEXT NOT NULL,
          hash TEXT NOT NULL,
          PRIMARY KEY (run, name)
        ) WITHOUT ROWID;

        """
}
