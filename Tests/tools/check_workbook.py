#!/usr/bin/env python3
"""Checks finished workbooks for what makes a spreadsheet accessible, with a reader that Kaiku does not use itself.

    check_workbook.py [--language fi] WORKBOOK.xlsx ...

Prints each finding as `file!sheet:cell: what`, and exits with 1 when there are any, with 2 when a file cannot be read.
The points are those of the Government Analysis Function's guidance on releasing statistics in spreadsheets
(analysisfunction.civilservice.gov.uk) and a few more that a program can judge. Needs openpyxl.
"""

import argparse
import re
import sys
import zipfile
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils import range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SHORTHAND = re.compile(r"^(\[[a-zåäö]+\]|–|\.\.)$")
NUMERIC_TEXT = re.compile(r"^[+\-−]?\d[\d\s\u00a0.,]*\s?(%|€)?$")
ISO_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$|^\d{1,2}\.\d{1,2}\.\d{4}$")
VAGUE_LINKS = {"tästä", "täältä", "linkki", "här", "länk", "here", "click here", "link", "more", "lisää", "mer"}
SMALLEST_FONT = 12
SMALLEST_CHART_FONT = 1000  # hundredths of a point
WIDEST_COLUMN = 110


class Check:
    def __init__(self, path, language):
        self.path = path
        self.language = language
        self.findings = []

    def add(self, sheet, cell, text):
        place = self.path + (f"!{sheet}" if sheet else "") + (f":{cell}" if cell else "")
        self.findings.append(f"{place}: {text}")

    def run(self):
        book = openpyxl.load_workbook(self.path, rich_text=False)
        self.check_properties(book)
        self.check_package()
        self.check_names(book)
        for position, sheet in enumerate(book.worksheets):
            self.check_sheet(book, sheet, is_first=position == 0)
        tables = [name for sheet in book.worksheets for name in sheet.tables]
        for name in sorted({name for name in tables if [t.lower() for t in tables].count(name.lower()) > 1}):
            self.add("", "", f"two tables are named '{name}'")
        return self.findings

    # The document as a whole

    def check_properties(self, book):
        properties = book.properties
        for name in ("title", "creator", "language", "description", "keywords"):
            if not (getattr(properties, name) or "").strip():
                self.add("", "", f"the document property '{name}' is not set")
        if self.language and properties.language != self.language:
            self.add("", "", f"the language is '{properties.language}' and not '{self.language}'")

    def check_package(self):
        with zipfile.ZipFile(self.path) as package:
            bad = package.testzip()
            if bad:
                self.add("", "", f"the part {bad} is damaged")
            for name in package.namelist():
                if re.search(r"vbaProject|externalLink|pivotCache|/comments\d|activeX|connections\.xml", name):
                    self.add("", "", f"there is a part {name}")
                if name.startswith("xl/worksheets/sheet"):
                    text = package.read(name)
                    if b"<f>" in text or b"<f " in text:
                        self.add("", "", f"the part {name} has formulas")
                    if b"<dataValidation" in text or b"<conditionalFormatting" in text:
                        self.add("", "", f"the part {name} has validation or conditional formats")
                if name.startswith("xl/drawings/drawing"):
                    self.check_drawing(name, package.read(name))
                if name.startswith("xl/charts/chart"):
                    self.check_chart(name, package.read(name))

    def check_drawing(self, name, content):
        for properties in ElementTree.fromstring(content).iter(DRAWING + "cNvPr"):
            text = (properties.get("descr") or "").strip()
            if len(text) < 20:
                self.add("", "", f"{name}: the drawing '{properties.get('name')}' has no alternative text to speak of")

    def check_chart(self, name, content):
        root = ElementTree.fromstring(content)
        if root.find(f".//{CHART}title") is None:
            self.add("", "", f"{name}: the chart has no title")
        if root.find(f".//{CHART}ser") is None:
            self.add("", "", f"{name}: the chart draws nothing")
        sizes = [int(match) for match in re.findall(rb'<a:(?:defRPr|rPr)[^>]* sz="(\d+)"', content)]
        if any(size < SMALLEST_CHART_FONT for size in sizes):
            self.add("", "", f"{name}: a text of the chart is smaller than {SMALLEST_CHART_FONT / 100:.0f} points")

    def check_names(self, book):
        for name, defined in book.defined_names.items():
            if defined.hidden:
                self.add("", "", f"the defined name '{name}' is hidden")
        names = [sheet.title for sheet in book.worksheets]
        if len({name.lower() for name in names}) != len(names):
            self.add("", "", "sheet names are not unique")
        for number, sheet in enumerate(book.worksheets, start=1):
            if len(sheet.title) > 31 or re.search(r"[\[\]:*?/\\]", sheet.title) or re.fullmatch(r"Sheet\d+", sheet.title):
                self.add(sheet.title, "", "the sheet's name is too long, forbidden or says nothing")
            if sheet.tables and not any(re.fullmatch(rf"TitleRegion\d+\..*\.{number}", n) for n in book.defined_names):
                self.add(sheet.title, "", "no defined name tells screen readers where the headings are")

    # A sheet

    def check_sheet(self, book, sheet, is_first):
        title = sheet.title
        if sheet.sheet_state != "visible":
            self.add(title, "", "the sheet is hidden")
        for row, dimension in sheet.row_dimensions.items():
            if dimension.hidden:
                self.add(title, f"A{row}", "the row is hidden")
        for letter, dimension in sheet.column_dimensions.items():
            if dimension.hidden:
                self.add(title, f"{letter}1", "the column is hidden")
            if dimension.width and dimension.width > WIDEST_COLUMN:
                self.add(title, f"{letter}1", f"the column is {dimension.width:.0f} characters wide")
        for merged in sorted(str(merged) for merged in sheet.merged_cells.ranges):
            self.add(title, merged, "cells are merged")
        # Where cells are filled in, the headings stay in sight.
        if sheet.freeze_panes and not sheet.protection.sheet:
            self.add(title, sheet.freeze_panes, "panes are frozen")
        view = sheet.sheet_view
        if view.selection and view.selection[0].activeCell not in (None, "A1"):
            self.add(title, view.selection[0].activeCell, "the cursor is not in A1")
        if bool(view.tabSelected) != is_first:
            self.add(title, "", "the first sheet and only it must be the selected one")
        if is_first and book.active is not sheet:
            self.add(title, "", "the first sheet is not the active one")
        if view.showGridLines is not False:
            self.add(title, "", "gridlines are shown")
        if sheet.page_setup.paperSize not in (9, "9") or not sheet.sheet_properties.pageSetUpPr.fitToPage:
            self.add(title, "", "the page is not A4, fitted to its width")
        if not sheet["A1"].value:
            self.add(title, "A1", "there is no title")
        self.check_printed_marks(book, sheet)
        self.check_cells(sheet)
        self.check_table(sheet)

    def check_printed_marks(self, book, sheet):
        """Screen readers pass headers and footers over: what they say must stand in a cell as well, of the sheet or of the cover."""
        texts = {cell.value for place in (book.worksheets[0], sheet) for cell in place["A"]}
        for part in (sheet.oddHeader, sheet.oddFooter):
            for text in (part.left.text, part.center.text, part.right.text):
                if text and text.replace("&&", "&") not in texts:
                    self.add(sheet.title, "", f"the header or footer '{text}' stands in no cell")

    def check_cells(self, sheet):
        texts = 0
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                texts += 1
                if cell.data_type == "f":
                    self.add(sheet.title, cell.coordinate, "there is a formula")
                if cell.data_type == "e":
                    self.add(sheet.title, cell.coordinate, f"there is an error value {cell.value}")
                if cell.font and cell.font.sz and cell.font.sz < SMALLEST_FONT:
                    self.add(sheet.title, cell.coordinate, f"the font has {cell.font.sz} points")
                if cell.font and cell.font.vertAlign:
                    self.add(sheet.title, cell.coordinate, "there is superscript or subscript")
                if cell.font and cell.font.name not in ("Arial", "Calibri", "Verdana", "Aptos"):
                    self.add(sheet.title, cell.coordinate, f"the font {cell.font.name} is not a common sans-serif one")
                if isinstance(cell.value, str) and "⟦" in cell.value:
                    self.add(sheet.title, cell.coordinate, f"a text is missing from the locale: {cell.value[:60]}")
                if cell.hyperlink:
                    self.check_link(sheet, cell)
        if not texts:
            self.add(sheet.title, "", "the sheet is blank")

    def check_link(self, sheet, cell):
        if cell.hyperlink.target:
            self.add(sheet.title, cell.coordinate, f"there is an external link to {cell.hyperlink.target}")
        if not isinstance(cell.value, str) or cell.value.strip().lower() in VAGUE_LINKS:
            self.add(sheet.title, cell.coordinate, f"the link's text '{cell.value}' says nothing of where it leads")
        match = re.match(r"^'?(.*?)'?!", cell.hyperlink.location or "")
        names = [name.replace("'", "''") for name in sheet.parent.sheetnames]
        if not match or match.group(1) not in names:
            self.add(sheet.title, cell.coordinate, f"the link leads nowhere: {cell.hyperlink.location}")

    def check_table(self, sheet):
        title = sheet.title
        if not sheet.tables:
            if sheet.max_column > 1:
                self.add(title, "", "there are cells beyond column A, but no marked table")
            self.check_gaps(sheet, sheet.max_row)
            return
        if len(sheet.tables) > 1:
            self.add(title, "", f"there are {len(sheet.tables)} marked tables")
            return
        table = next(iter(sheet.tables.values()))
        left, top, right, bottom = range_boundaries(table.ref)
        if left != 1:
            self.add(title, table.ref, "the table does not start in column A")
        if bottom < sheet.max_row or right < sheet.max_column:
            last = f"column {sheet.max_column}, row {sheet.max_row}"
            self.add(title, table.ref, f"there is something below or beside the table ({last})")
        if table.headerRowCount == 0:
            self.add(title, table.ref, "the table has no heading row")
        if table.autoFilter is not None:
            self.add(title, table.ref, "the table has filter buttons")
        headings = [sheet.cell(top, column).value for column in range(left, right + 1)]
        if any(not isinstance(heading, str) or not heading.strip() for heading in headings):
            self.add(title, table.ref, "a heading is empty or no text")
        elif len({heading.lower() for heading in headings}) != len(headings):
            self.add(title, table.ref, "headings are not unique")
        for heading, column in zip(headings, table.tableColumns):
            if heading != column.name:
                self.add(title, table.ref, f"the heading '{heading}' differs from the table's '{column.name}'")
        if not sheet.print_title_rows:
            self.add(title, table.ref, "the heading row is not repeated on every page")
        self.check_gaps(sheet, top)
        self.check_table_cells(sheet, left, top, right, bottom)

    def check_gaps(self, sheet, last):
        for row in range(1, last):
            if all(cell.value is None for cell in sheet[row]):
                self.add(sheet.title, f"A{row}", "there is a blank row")
        for row in sheet.iter_rows(min_row=1, max_row=last - 1, min_col=2):
            for cell in row:
                if cell.value is not None:
                    self.add(sheet.title, cell.coordinate, "text above the table stands outside column A")

    def check_table_cells(self, sheet, left, top, right, bottom):
        # In a form, what does not apply to a line is left empty, as on paper.
        is_form = sheet.protection.sheet and any(
            not sheet.cell(row, column).protection.locked
            for row in range(top + 1, bottom + 1)
            for column in range(left, right + 1)
        )
        above = " ".join(str(sheet.cell(row, 1).value or "") for row in range(1, top))
        for column in range(left, right + 1):
            cells = [sheet.cell(row, column) for row in range(top + 1, bottom + 1)]
            numbers = sum(1 for cell in cells if isinstance(cell.value, (int, float)))
            for cell in cells:
                value = cell.value
                if value is None or (isinstance(value, str) and not value.strip()):
                    if is_form:
                        continue
                    self.add(sheet.title, cell.coordinate, "a cell of the table is blank, without a mark that says why")
                elif isinstance(value, str) and SHORTHAND.match(value):
                    if f"{value} = " not in above:
                        self.add(sheet.title, cell.coordinate, f"the mark {value} is not explained above the table")
                elif isinstance(value, str) and numbers and NUMERIC_TEXT.match(value):
                    self.add(sheet.title, cell.coordinate, f"the number '{value}' is stored as text")
                elif isinstance(value, str) and ISO_DAY.match(value):
                    self.add(sheet.title, cell.coordinate, f"the day '{value}' is stored as text")


def main():
    parser = argparse.ArgumentParser(description="Checks workbooks for accessibility.")
    parser.add_argument("workbooks", nargs="+", metavar="WORKBOOK")
    parser.add_argument("--language", help="the language that the workbooks must be marked with")
    arguments = parser.parse_args()
    status = 0
    for path in arguments.workbooks:
        try:
            findings = Check(path, arguments.language).run()
        except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
            print(f"{path}: cannot be read: {error}")
            status = 2
            continue
        print("\n".join(findings) if findings else f"{path}: nothing to find fault with")
        status = max(status, 1 if findings else 0)
    return status


if __name__ == "__main__":
    sys.exit(main())
