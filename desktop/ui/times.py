"""Times, dates and sizes as people say them."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

MINUTE_S = 60
HOUR_S = 3600


def plural(count: int, one: str, many: str) -> str:
    """The sentence for this number of things; `{n}` in it is the number."""
    return (one if count == 1 else many).format(n=QLocale().toString(count))


def spent(seconds: float) -> str:
    """How long something took: "8 s", "1 min 38 s", "7 min", "2 h 5 min"."""
    whole = max(1, round(seconds))
    if whole < MINUTE_S:
        return f"{whole} s"
    minutes, rest = divmod(whole, MINUTE_S)
    if minutes < 5 and rest:
        return f"{minutes} min {rest} s"
    if whole < HOUR_S:
        return f"{round(whole / MINUTE_S)} min"
    hours, minutes = divmod(round(whole / MINUTE_S), 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def left(seconds: float) -> str:
    """How long something will still take, in steps that do not tremble."""
    if seconds < 20:
        return "a few seconds"
    if seconds < 55:
        return f"{round(seconds / 10) * 10} s left"
    if seconds < HOUR_S:
        return f"{max(1, round(seconds / MINUTE_S))} min left"
    hours = seconds / HOUR_S
    return f"{hours:.1f} h left" if hours < 3 else f"{round(hours)} h left"


def pace(seconds_per_page: float) -> str:
    """How long a page takes on this computer."""
    if seconds_per_page < 1:
        return "under 1 s a page"
    return f"about {round(seconds_per_page)} s a page"


def clock(when: float) -> str:
    """The time of day, as this country writes it."""
    moment = datetime.fromtimestamp(when)
    has_halves = "AP" in QLocale().timeFormat(QLocale.FormatType.ShortFormat).upper()
    shape = "h:mm ap" if has_halves else "HH:mm"
    return QLocale().toString(QTime(moment.hour, moment.minute), shape)


def day_and_time(when: float) -> str:
    """A moment, as this country writes it."""
    moment = QDateTime.fromSecsSinceEpoch(int(when))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def day_name(day: date, today: date) -> str:
    """The heading of a day's jobs."""
    age = (today - day).days
    if age <= 0:
        return "Today"
    if age == 1:
        return "Yesterday"
    shape = "d MMMM" if day.year == today.year else "d MMMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), shape)


def size(size_bytes: int) -> str:
    """A size as people say it: "1.1 GB", "240 MB"."""
    if size_bytes >= 1_000_000_000:
        return f"{size_bytes / 1_000_000_000:.1f} GB"
    if size_bytes >= 1_000_000:
        return f"{round(size_bytes / 1_000_000)} MB"
    if size_bytes >= 1_000:
        return f"{round(size_bytes / 1_000)} kB"
    return plural(size_bytes, "{n} byte", "{n} bytes")
