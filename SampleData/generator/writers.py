"""Delimited text and the ways in which Finns write dates and numbers."""

from datetime import date, timedelta

NBSP = "\u00a0"


def finnish(day: date | None) -> str:
    """7.11.2023, as people type it."""
    return "" if day is None else f"{day.day}.{day.month}.{day.year}"


def padded(day: date | None) -> str:
    """07.11.2023, as Innokylä prints it."""
    return "" if day is None else f"{day.day:02d}.{day.month:02d}.{day.year}"


def iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def days(start: date, count: int) -> date:
    return start + timedelta(days=count)


def decimal_comma(hundredths: int) -> str:
    """1,05 from 105."""
    sign = "-" if hundredths < 0 else ""
    whole, part = divmod(abs(hundredths), 100)
    return f"{sign}{whole},{part:02d}"


def money(cents: int) -> str:
    """12 345,60 with a no-break space between thousands."""
    sign = "-" if cents < 0 else ""
    whole, part = divmod(abs(cents), 100)
    grouped = f"{whole:,}".replace(",", NBSP)
    return f"{sign}{grouped},{part:02d}"


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def field(text: str, separator: str, always: bool) -> str:
    risky = any(mark in text for mark in (separator, '"', "\n", "\r")) or text != text.strip(" ")
    return quoted(text) if always or risky else text


def delimited(
    rows, *, separator: str = ";", line_end: str = "\r\n", encoding: str = "utf-8", bom: bool = False,
    quote_all: bool = False,
) -> bytes:
    """Rows (the header first) as the bytes of a delimited file. Line breaks inside a field stay LF."""
    lines = [separator.join(field(str(cell), separator, quote_all) for cell in row) + line_end for row in rows]
    data = "".join(lines).encode(encoding)
    return b"\xef\xbb\xbf" + data if bom else data
