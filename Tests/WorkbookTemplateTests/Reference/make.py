"""Makes the templates of this folder: `make.py` writes esr-liite.xlsx with openpyxl.

esr-liite-libreoffice.xlsx is the same, opened and saved by LibreOffice:
`soffice --headless --convert-to xlsx --outdir saved esr-liite.xlsx`.
"""
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

book = Workbook()
form = book.active
form.title = "Liite 1"
form.merge_cells("A1:D1")
form["A1"] = "ESR+ -osallistujat, kumulatiivinen"
form["A1"].font = Font(bold=True, size=14)
line = Side(style="thin", color="444444")
field = PatternFill("solid", fgColor="FFF2CC")
for row, label in enumerate(
    ["Osallistujat yhteensä", "Naiset", "Miehet", "Muut", "Osuus (%)", "Tilanne", "Ensimmäinen tapahtuma"], start=3
):
    form.cell(row, 1, label)
    cell = form.cell(row, 3)
    cell.fill = field
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.alignment = Alignment(horizontal="right")
form["C4"] = 0
form["C5"] = "täydennä"
form["C7"].number_format = "0.0 %"
form["C9"].number_format = "d.m.yyyy"
form.merge_cells("C8:D8")
form["D3"] = "=C3-C4"
form["D4"] = "=C4/C3"
form["D4"].number_format = "0 %"
form["A12"] = "Lisätietoja"
form["A12"].comment = Comment("Rahoittaja täyttää", "Rahoittaja")
choice = DataValidation(type="list", formula1='"kyllä,ei"')
form.add_data_validation(choice)
choice.add("B12")
chart = BarChart()
chart.add_data(Reference(form, min_col=3, min_row=3, max_row=5))
form.add_chart(chart, "F3")
notes = book.create_sheet("Ohje")
notes["A1"] = "Täytä keltaiset kentät."

for name, place in {
    "kaiku.EECO01": "$C$3", "kaiku.EECO01.gender_group.women": "$C$4", "kaiku.as_of": "$C$8:$D$8",
    "EECO01_miehet": "$C$5", "hankkeen_nimi": "$B$2",
}.items():
    book.defined_names[name] = DefinedName(name, attr_text=f"'Liite 1'!{place}")
form.defined_names["osuus"] = DefinedName("osuus", attr_text="'Liite 1'!$C$7")
book.save("esr-liite.xlsx")
