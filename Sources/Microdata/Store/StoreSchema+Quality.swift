extension StoreSchema {
    /// What the second version adds for the report on data quality.
    ///
    /// Counts of columns have a table of their own: behind the blob of a column they could only be reached through all of its pages.
    /// Stores of the first version listed every issue up to the ten-thousandth of a file, so that their counts are those of the list.
    static let secondVersion = """
        ALTER TABLE source ADD COLUMN name TEXT NOT NULL DEFAULT '';

        CREATE TABLE source_column (
          source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
          position INTEGER NOT NULL,
          name TEXT NOT NULL,
          PRIMARY KEY (source, position)
        ) WITHOUT ROWID;

        CREATE TABLE column_count (
          segment INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
          name TEXT NOT NULL,
          counts BLOB NOT NULL,
          PRIMARY KEY (segment, name)
        ) WITHOUT ROWID;

        CREATE TABLE issue_count (
          source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
          code TEXT NOT NULL,
          column_name TEXT NOT NULL,
          severity TEXT NOT NULL,
          count INTEGER NOT NULL,
          PRIMARY KEY (source, code, column_name, severity)
        ) WITHOUT ROWID;
        INSERT INTO issue_count
          SELECT source, code, coalesce(column_name, ''), severity, count(*) FROM quarantine GROUP BY 1, 2, 3, 4;

        CREATE TABLE run_quality (
          run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
          position INTEGER NOT NULL,
          source TEXT NOT NULL,
          measure TEXT NOT NULL,
          code TEXT NOT NULL,
          severity TEXT NOT NULL,
          count INTEGER NOT NULL,
          PRIMARY KEY (run, position)
        ) WITHOUT ROWID;

        """
}
