"""Vectors for Tests/VoicePipelineTests/Vectors/workbooks.json: python3 workbooks.py > workbooks.json

Needs openpyxl and XlsxWriter. Workbooks are written by the one or the other and read by openpyxl; what
it reads is written down as CSV, so that nothing here is taken from simrun. `good` are workbooks with
that CSV, `bad` are files that must be refused, with the code and words of the message.
"""
import base64
import datetime
import io
import json
import random
import struct
import sys
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

HEADER = ["phone", "time_zone", "priority", "consent", "do_not_call"]
PHONES = ["+1212234%04d", "1312234%04d", "(415) 234-%04d", "602.234.%04d", "303 234 %04d"]
ODD = ["2.12234E+09", "03/04/2026", "#N/A", "2122334567 / 3122334567", "'2122349999", "n/a", "212234",
       "212\u00a0234\u00a08888", "", '="2122347777"']
ZONES = ["America/New_York", "America/Chicago", "", "Mars/Olympus", " America/Denver "]


def text(value):
    """A value as openpyxl read it, as a field of CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def csv_of(data, cached):
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=cached).worksheets[0]
    width = len(HEADER)
    lines = []
    for row in sheet.iter_rows(values_only=True):
        fields = [text(value) for value in row][:width]
        fields += [""] * (width - len(fields))
        if not any(fields):
            lines.append("")  # a row without cells is an empty line, and no row
            continue
        lines.append(",".join('"' + field.replace('"', '""') + '"' for field in fields))
    return "\n".join(lines) + "\n"


def random_row(rng, number):
    phone = rng.choice(PHONES) % number if rng.random() < 0.7 else rng.choice(ODD)
    if rng.random() < 0.2:
        phone = 2122340000 + number
    if rng.random() < 0.05:
        phone = 12122340000.0 + number
    row = [phone, rng.choice(ZONES), rng.choice(["", 1, 9, 5.0, "7", 12]),
           rng.choice(["yes", "no", True, False, 1, 0, "WAHR", ""]), rng.choice(["", "no", False, 0])]
    if rng.random() < 0.08:
        row[rng.choice([0, 2, 3])] = datetime.date(2026, 3, 1 + number % 28)
    return row


def by_openpyxl(seed):
    rng = random.Random(seed)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Leads"
    sheet.append(HEADER)
    for number in range(40):
        row = random_row(rng, number)
        if rng.random() < 0.05:
            row[0] = "=A2+1"
        if rng.random() < 0.05:
            row[1] = CellRichText("America/", TextBlock(InlineFont(b=True), "Chicago"))
        place = sheet.max_row + 1 + (1 if rng.random() < 0.1 else 0)
        for column, value in enumerate(row):
            if value != "":
                sheet.cell(place, column + 1, value)
    if seed % 2:
        book.create_sheet("Notes").append(["not", "read"])
        book.create_sheet("Old").sheet_state = "hidden"
    if seed % 3 == 0:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), False


def by_xlsxwriter(seed):
    rng = random.Random(1_000 + seed)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": seed % 2 == 0, "use_zip64": seed % 3 == 0,
                                     "strings_to_formulas": False, "strings_to_numbers": False})
    sheet = book.add_worksheet("Leads")
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    phone = book.add_format({"num_format": "[<=9999999]###-####;(###) ###-####"})
    sheet.write_row(0, 0, HEADER)
    for number in range(40):
        for column, value in enumerate(random_row(rng, number)):
            if isinstance(value, datetime.date):
                sheet.write_datetime(number + 1, column, datetime.datetime(2026, 3, value.day), date)
            elif column == 0 and isinstance(value, int):
                sheet.write_number(number + 1, column, value, phone)
            elif column == 2 and value == 9:
                sheet.write_formula(number + 1, column, "=3*3", None, 9)
            elif column == 3 and value == "yes":
                sheet.write_formula(number + 1, column, '="y"&"es"', None, "yes")
            else:
                sheet.write(number + 1, column, value)
    if seed % 2:
        book.add_worksheet("Notes")
    book.close()
    return out.getvalue(), True


def small_workbook(change=lambda parts: parts, rows=(HEADER, ["2122334567", "", "", "yes", "no"])):
    book = openpyxl.Workbook()
    book.active.title = "Leads"
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    source = zipfile.ZipFile(io.BytesIO(out.getvalue()))
    parts = change({name: source.read(name) for name in source.namelist()})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name, content in parts.items():
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def replaced(name, before, after):
    def change(parts):
        assert before in parts[name], (name, parts[name])
        return parts | {name: parts[name].replace(before, after)}
    return change


def compound(stream):
    """A compound file with one stream of a name, as far as its directory."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<H", header, 30, 9)
    directory = bytearray(512)
    name = stream.encode("utf-16le")
    directory[128:128 + len(name)] = name
    return bytes(header) + bytes(directory)


SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"


def bad():
    good = small_workbook()
    sheets = (b"<sheetData>", b"</sheetData>")
    bomb = b"<sheetData>" + b" " * (4 << 20)
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><worksheet'
    deep = b"<sheetData>" + b"<a>" * 100 + b"</a>" * 100
    renamed = lambda parts: {name.replace("xl/", "word/"): content for name, content in parts.items()}
    damaged = bytearray(good)
    damaged[good.index(SHEET.encode()) + len(SHEET) + 20] ^= 0xFF
    encrypted = bytearray(good)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = 0
        while (start := encrypted.find(mark, start)) >= 0:
            encrypted[start + place] |= 1
            start += 4
    ods = io.BytesIO()
    with zipfile.ZipFile(ods, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content/>")
    text = b't="inlineStr"><is><t>phone</t></is>'
    shared = small_workbook(replaced(SHEET, text, b't="s"><v>99</v>'))
    return [
        ("an old workbook", compound("Workbook"), "LEAD-011", "an old workbook (.xls)"),
        ("an encrypted workbook", compound("EncryptedPackage"), "LEAD-011", "an encrypted workbook"),
        ("an encrypted archive", bytes(encrypted), "LEAD-011", "an encrypted workbook"),
        ("OpenDocument", ods.getvalue(), "LEAD-011", "OpenDocument"),
        ("a document", small_workbook(renamed), "LEAD-011", "a zip archive"),
        ("PDF", b"%PDF-1.7\n", "LEAD-011", "a PDF document"),
        ("HTML", b"<html><table><tr><td>phone</td></tr></table>", "LEAD-011", "HTML or XML"),
        ("gzip", bytes.fromhex("1f8b08000000000000ff"), "LEAD-011", "compressed with gzip"),
        ("UTF-32", "phone\n2122334567\n".encode("utf-32"), "LEAD-004", "UTF-32"),
        ("a cut archive", good[:-40], "LEAD-012", "the end of the file is missing"),
        ("a damaged part", bytes(damaged), "LEAD-012", SHEET),
        ("broken XML", small_workbook(replaced(SHEET, sheets[1], b"</sheetDat>")), "LEAD-012",
         "its XML is broken in line 1"),
        ("entities", small_workbook(replaced(SHEET, b"<worksheet", entities)), "LEAD-012",
         "declares a document type"),
        ("a deep tree", small_workbook(replaced(SHEET, sheets[0], deep)), "LEAD-012", "nested over 64"),
        ("a text that is not there", shared, "LEAD-012", "a text that is not there, in row 1"),
        ("rows out of order", small_workbook(replaced(SHEET, b'<row r="2"', b'<row r="1"')),
         "LEAD-012", "a row out of its order"),
        ("a bomb", small_workbook(replaced(SHEET, sheets[0], bomb)), "LEAD-013",
         "250 times its compressed size"),
        ("a hidden sheet", small_workbook(replaced(BOOK, b'state="visible"', b'state="hidden"')),
         "LEAD-014", 'the first sheet, "Leads", is hidden'),
        ("half a character", "\ufeffphone\n2122334567\n".encode("utf-16le") + b"x", "LEAD-015",
         "at byte 36"),
        ("many columns", ("phone" + ",a1" * 64 + "\n").encode(), "LEAD-016", "65 columns"),
    ]


def main():
    good = []
    for seed in range(6):
        for make in (by_openpyxl, by_xlsxwriter):
            data, cached = make(seed)
            good.append({"name": f"{make.__name__} {seed}", "file": encoded(data),
                         "csv": csv_of(data, cached)})
    refused = [{"name": name, "file": encoded(data), "code": code, "words": words}
               for name, data, code, words in bad()]
    json.dump({"good": good, "bad": refused}, sys.stdout, indent=1, ensure_ascii=True)
    print()


def encoded(data):
    return base64.b64encode(data).decode()


main()
