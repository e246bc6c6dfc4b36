"""Bytes of one CSV file to records, each whole or set aside with a structural code (2, 2.5)."""
import codecs
import gzip
import re
from dataclasses import dataclass

from reference.values import trim

RECORD_LIMIT, LINE_LIMIT = 1 << 20, 1000


@dataclass
class Record:
    line: int
    raw: str
    fields: list
    code: str | None = None


def read_table(data, is_gzip, encoding=None):
    """(column names, records); None where the file has no usable header."""
    text, to_bytes = decode(gzip.decompress(data) if is_gzip else data, encoding)
    reader = Reader(text)
    header = reader.next_header()
    if header is None:
        return None
    names = [trim(name).lower() for name in header]
    return names, list(reader.records(len(names), to_bytes))


def decode(data, encoding):
    """Text in which what does not fit the encoding stands as lone surrogates, and how it is shown."""
    if encoding:
        return data.decode(encoding, "surrogateescape"), lambda raw: raw.encode(encoding, "surrogateescape")
    if data.startswith(codecs.BOM_UTF16_LE) or data.startswith(codecs.BOM_UTF16_BE):
        name = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        body = data[2:]
        odd = "\udfff" if len(body) % 2 else ""
        text = body[: len(body) // 2 * 2].decode(name, "surrogatepass") + odd
        return text, lambda raw: raw.encode("utf-8", "surrogatepass").replace(b"\xed\xbf\xbf", b"\xff")
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
    return text, lambda raw: raw.encode("utf-8", "surrogateescape")


def escape_bytes(data):
    return "".join(
        "\\\\" if byte == 0x5C else chr(byte) if 0x20 <= byte < 0x7F else f"\\x{byte:02X}"
        for byte in data
    )


class Reader:
    def __init__(self, text):
        self.text, self.at, self.line, self.delimiter = text, 0, 1, ","

    def next_header(self):
        self.skip_empty_lines()
        if self.at == len(self.text):
            return None
        self.delimiter = find_delimiter(self.text[self.at :])
        fields, end = self.read_record()
        if fields is None:
            return None
        self.move_to(end)
        return fields

    def records(self, width, to_bytes):
        while True:
            self.skip_empty_lines()
            if self.at >= len(self.text):
                return
            fields, end = self.read_record()
            code = "MALFORMED_CSV" if fields is None else None
            if code is None and len(fields) != width:
                code = "COLUMN_COUNT"
            if code is not None:
                first_line = self.end_of_line(self.at)
                fields, end = (fields if end == first_line else None), first_line
            raw = without_line_end(self.text[self.at : end])
            is_text = not any("\ud800" <= char <= "\udfff" for char in raw)
            if code is None and ("\0" in raw or not is_text):
                code = "INVALID_ENCODING"
            is_shown = is_text and code != "INVALID_ENCODING"
            shown = raw if is_shown else escape_bytes(to_bytes(raw))
            yield Record(self.line, shown, fields or naive_fields(raw, self.delimiter), code)
            self.move_to(end)

    def skip_empty_lines(self):
        while self.at < len(self.text):
            if self.text.startswith("\n", self.at):
                self.move_to(self.at + 1)
            elif self.text.startswith("\r\n", self.at):
                self.move_to(self.at + 2)
            else:
                return

    def move_to(self, end):
        self.line += self.text.count("\n", self.at, end)
        self.at = end

    def end_of_line(self, at):
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def read_record(self):
        """(fields, where the next record begins), or (None, _) where it is structurally broken."""
        fields, at = [], self.at
        while True:
            field, at = self.read_field(at)
            if field is None:
                return None, at
            fields.append(field)
            if not self.text.startswith(self.delimiter, at):
                break
            at += 1
        end = self.end_of_line(at)
        raw = self.text[self.at : end]
        lines = raw.count("\n") + (0 if raw.endswith("\n") else 1)
        too_long = len(without_line_end(raw).encode("utf-8", "surrogatepass")) > RECORD_LIMIT
        return (None if too_long or lines > LINE_LIMIT else fields), end

    def read_field(self, at):
        if self.text.startswith('"', at):
            return self.read_quoted(at + 1)
        end = at
        while end < len(self.text) and self.text[end] not in (self.delimiter, "\n", '"'):
            end += 1
        if self.text.startswith('"', end):
            return None, end
        if self.text.startswith("\n", end) and end > at and self.text[end - 1] == "\r":
            end -= 1
        return self.text[at:end], end

    def read_quoted(self, at):
        start = at
        while True:
            end = self.text.find('"', at)
            if end < 0:
                return None, len(self.text)
            if not self.text.startswith('"', end + 1):
                break
            at = end + 2
        field, after = self.text[start:end].replace('""', '"'), end + 1
        is_end = after == len(self.text) or self.text.startswith(
            (self.delimiter, "\n", "\r\n"), after
        )
        return (field if is_end else None), after


def find_delimiter(text):
    counts, inside = dict.fromkeys(",;\t|", 0), False
    for char in text:
        if char == '"':
            inside = not inside
        elif char == "\n" and not inside:
            break
        elif char in counts and not inside:
            counts[char] += 1
    return max(counts, key=counts.get)


def without_line_end(raw):
    if raw.endswith("\r\n"):
        return raw[:-2]
    return raw.removesuffix("\n")


def naive_fields(raw, delimiter):
    """As a person would guess them: only to see whom a broken line may concern."""
    return [re.sub(r'^\s*"|"\s*$', "", field) for field in raw.split(delimiter)]
