#!/usr/bin/env python3
"""Reads a file with another program's reader and prints `{"wall": seconds, "cells": n}`: the reading alone, imports left out.

    peer.py polars|duckdb|calamine|pyreadstat FILE
"""
import json
import sys
import time


def polars(path):
    import polars
    start = time.monotonic()
    frame = polars.read_csv(path)
    return start, frame.height * frame.width


def duckdb(path):
    import duckdb
    start = time.monotonic()
    database = duckdb.connect(config={"threads": 2})
    database.execute("set enable_progress_bar = false")
    database.execute("create table t as select * from read_csv(?)", [path])
    rows, = database.execute("select count(*) from t").fetchone()
    return start, rows * len(database.execute("describe t").fetchall())


def calamine(path):
    import python_calamine
    start = time.monotonic()
    sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    # Row by row: all of a large sheet as Python objects at once would be slower and take more memory.
    return start, sum(len(row) for row in sheet.iter_rows())


def pyreadstat(path):
    import pyreadstat
    start = time.monotonic()
    frame, _ = pyreadstat.read_sav(path)
    return start, frame.shape[0] * frame.shape[1]


def main():
    start, cells = {"polars": polars, "duckdb": duckdb, "calamine": calamine, "pyreadstat": pyreadstat}[sys.argv[1]](sys.argv[2])
    print(json.dumps({"wall": time.monotonic() - start, "cells": cells}))


if __name__ == "__main__":
    main()
