"""Single values of the contract, read as plainly as they are written (2, 2.1, 3.1, 3.5)."""
import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SPACE = "".join(map(chr, [*range(9, 14), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)])) + (
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
BIS = ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies"]


def trim(text):
    return text.strip(SPACE)


def split_list(text):
    return [trim(element) for element in text.split(";")]


def read_date(text):
    """`YYYY-MM-DD` of the calendar, or None; as text, which sorts as dates do."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        date.fromisoformat(text)
    except ValueError:
        return None
    return text


def read_birth_date(text):
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if not found:
        return None
    year, month, day = found.groups()
    if day == "00" and month <= "12":
        return text if int(year) >= 1 else None
    return read_date(text)


def read_instant(text):
    """A moment as an exact number of seconds since 1970, or None."""
    found = re.fullmatch(
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?"
        r"(?:Z|([+-])([0-9]{2}):([0-9]{2}))",
        text,
    )
    if not found or not read_date(found[1]):
        return None
    hour, minute, second = int(found[2]), int(found[3]), int(found[4] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    if int(found[7] or 0) > 23 or int(found[8] or 0) > 59:
        return None
    days = date.fromisoformat(found[1]).toordinal() - date(1970, 1, 1).toordinal()
    offset = (int(found[7] or 0) * 60 + int(found[8] or 0)) * (-1 if found[6] == "-" else 1)
    fraction = Fraction(int(found[5]), 10 ** len(found[5])) if found[5] else Fraction(0)
    return days * 86400 + hour * 3600 + minute * 60 + second - offset * 60 + fraction


def window_edge(text):
    """An instant, or the local midnight of a bare date."""
    if read_date(text):
        day = date.fromisoformat(text)
        return Fraction(int(datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM).timestamp()))
    return read_instant(text)


def local_date(instant):
    moment = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=int(instant // 1))
    return moment.astimezone(AMSTERDAM).date().isoformat()


def add_days(day, count):
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()


def years_before(day, years):
    """Calendar years; 29 February counts as 28 where there is none."""
    wanted = f"{int(day[:4]) - years:04d}{day[4:]}"
    return wanted if read_date(wanted) else wanted[:8] + "28"


def passes_eleven_test(digits):
    weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits))
    return total % 11 == 0 and digits != "000000000"


def read_bsn(text):
    if not re.fullmatch(r"[0-9]{8,9}", text):
        return None
    padded = text.zfill(9)
    return padded if passes_eleven_test(padded) else None


def read_whole(text):
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < 1:
        return None
    return int(text)


def normal_name(text):
    """Compatibility decomposition, marks removed, lower case, letters and digits only (3.1)."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.category(c).startswith("M")).lower()
    return "".join(c for c in plain if unicodedata.category(c)[0] in "L" or unicodedata.category(c) == "Nd")


def normal_law(text):
    return re.sub(f"[{SPACE}.]", "", text).lower()


def article_number(text):
    """The parts of `<number><letters?>` joined by `:` or `.`, in a form that sorts (3.5), or None."""
    parts = []
    for part in re.split(r"[:.]", text):
        found = re.fullmatch(r"([0-9]+)([A-Za-z]*)", part)
        if not found:
            return None
        letters = found[2].lower()
        order = BIS.index(letters) + 1 if letters in BIS else 0
        parts.append((int(found[1]), order, letters))
    return tuple(parts)


def read_article(text):
    """(number in a form that sorts, number as written, law as written), or None."""
    found = re.fullmatch(
        rf"([^{SPACE}]+)(?:[{SPACE}]+[Ll][Ii][Dd][{SPACE}]+[0-9]+)?[{SPACE}]+([^{SPACE}](?:.*[^{SPACE}])?)",
        text,
        re.DOTALL,
    )
    if found and re.fullmatch(rf"[Ll][Ii][Dd][{SPACE}]+[0-9]+", found[2]):
        return None
    number = article_number(found[1]) if found else None
    return None if number is None else (number, found[1].lower(), found[2])


def needs_guard(text):
    if text.startswith("'"):
        return True
    bare = text.lstrip(SPACE)
    before = text[: len(text) - len(bare)]
    return "\t" in before or "\r" in before or bare[:1] != "" and bare[0] in "=+-@＝＋－＠"


def guard(text):
    return "'" + text if needs_guard(text) else text
