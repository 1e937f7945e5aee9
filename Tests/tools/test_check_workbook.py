#!/usr/bin/env python3
"""Tests that check_workbook.py finds each fault it is there to find: a sound workbook is made, and spoilt in one way."""

import os
import sys
import tempfile
import unittest

import openpyxl
from openpyxl.styles import Font, Protection
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from check_workbook import Check  # noqa: E402


def sound():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Maakunnat"
    rows = [["Osallistumiset maakunnittain"], ["Merkit: [c] = salattu."], ["Maakunta", "Määrä"], ["Lappi", 24]]
    for row in rows + [["Kainuu", "[c]"]]:
        sheet.append(row)
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = Font(name="Arial", size=12)
    table = Table(displayName="maakunnat_2023", ref="A3:B5")
    table._initialise_columns()
    for column, heading in zip(table.tableColumns, rows[2]):
        column.name = heading
    table.autoFilter = None
    sheet.add_table(table)
    sheet.sheet_view.tabSelected = True
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = 9
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "3:3"
    book.defined_names["TitleRegion1.a3.b5.1"] = DefinedName("TitleRegion1.a3.b5.1", attr_text="Maakunnat!$A$3:$B$5")
    properties = book.properties
    properties.title = properties.creator = properties.description = properties.keywords = "Raportti"
    properties.language = "fi"
    return book, sheet


def spoil_by_merging(book, sheet):
    sheet.merge_cells("A1:B1")


def spoil_by_hiding_a_row(book, sheet):
    sheet.row_dimensions[4].hidden = True


def spoil_by_hiding_a_sheet(book, sheet):
    book.create_sheet("Piilossa").sheet_state = "hidden"


def spoil_by_a_formula(book, sheet):
    sheet["B4"] = "=1+1"


def spoil_by_a_blank_cell(book, sheet):
    sheet["B4"] = None


def spoil_by_a_number_as_text(book, sheet):
    sheet.append(["Lappi", "1 234"])
    sheet.tables["maakunnat_2023"].ref = "A3:B6"


def spoil_by_an_unexplained_mark(book, sheet):
    sheet["B5"] = "[x]"


def spoil_by_text_below(book, sheet):
    sheet["A8"] = "Lähde"


def spoil_by_a_blank_row(book, sheet):
    sheet["A2"] = None
    sheet["B5"] = 3


def spoil_by_equal_headings(book, sheet):
    sheet["B3"] = "maakunta"


def spoil_by_a_small_font(book, sheet):
    sheet["A4"].font = Font(name="Arial", size=9)


def spoil_by_a_footer_of_its_own(book, sheet):
    sheet.oddFooter.left.text = "Salainen"


def spoil_by_frozen_panes(book, sheet):
    sheet.freeze_panes = "A4"


def spoil_by_a_cursor_elsewhere(book, sheet):
    sheet.sheet_view.selection[0].activeCell = "C7"


def spoil_by_no_language(book, sheet):
    book.properties.language = None


def spoil_by_a_vague_link(book, sheet):
    sheet["A2"] = "here"
    sheet["A2"].hyperlink = Hyperlink(ref="A2", location="'Maakunnat'!A1")


def spoil_by_a_link_to_nowhere(book, sheet):
    sheet["A2"] = "Siirry huomautuksiin; [c] = salattu"
    sheet["A2"].hyperlink = Hyperlink(ref="A2", location="'Ei ole'!A1")


def spoil_by_no_table(book, sheet):
    del sheet.tables["maakunnat_2023"]


def spoil_by_no_region_name(book, sheet):
    del book.defined_names["TitleRegion1.a3.b5.1"]


def spoil_by_a_chart_without_description(book, sheet):
    from openpyxl.chart import BarChart, Reference

    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=3, max_row=5))
    sheet.add_chart(chart, "D3")


def spoil_by_a_locked_blank(book, sheet):
    sheet.protection.sheet = True
    sheet["B4"] = None


def leave_open(book, sheet):
    sheet.protection.sheet = True
    sheet.freeze_panes = "A4"
    sheet["B4"] = None
    sheet["B4"].protection = Protection(locked=False)


def print_what_a_cell_says(book, sheet):
    sheet["A2"] = "Julkinen & suojattu; [c] = salattu"
    sheet.oddHeader.center.text = sheet.oddFooter.left.text = "Julkinen && suojattu; [c] = salattu"


class FindsEachFault(unittest.TestCase):
    def findings(self, spoil=None):
        book, sheet = sound()
        if spoil:
            spoil(book, sheet)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "book.xlsx")
            book.save(path)
            return Check(path, "fi").run()

    def test_a_sound_workbook_has_none(self):
        self.assertEqual(self.findings(), [])

    def test_a_printed_line_that_a_cell_says_too_is_none(self):
        self.assertEqual(self.findings(print_what_a_cell_says), [])

    def test_a_cell_left_open_for_an_answer_is_none(self):
        self.assertEqual(self.findings(leave_open), [])


for name, spoil in [item for item in globals().items() if item[0].startswith("spoil_by_")]:

    def test(self, spoil=spoil):
        self.assertNotEqual(self.findings(spoil), [])

    setattr(FindsEachFault, "test_" + name, test)

if __name__ == "__main__":
    unittest.main()
