"""Times, dates and sizes as people say them."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from desktop.translation import plural, tr

MINUTE_S = 60
HOUR_S = 3600


def spent(seconds: float) -> str:
    """How long something took: "8 s", "1 min 38 s", "7 min", "2 h 5 min"."""
    whole = max(1, round(seconds))
    if whole < MINUTE_S:
        return tr("{n} s", n=whole)
    minutes, rest = divmod(whole, MINUTE_S)
    if minutes < 5 and rest:
        return tr("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
    if whole < HOUR_S:
        return tr("{n} min", n=round(whole / MINUTE_S))
    hours, minutes = divmod(round(whole / MINUTE_S), 60)
    if not minutes:
        return tr("{n} h", n=hours)
    return tr("{hours} h {minutes} min", hours=hours, minutes=minutes)


def left(seconds: float) -> str:
    """How long something will still take, in steps that do not tremble."""
    if seconds < 20:
        return tr("a few seconds")
    if seconds < 55:
        return tr("{time} left", time=tr("{n} s", n=round(seconds / 10) * 10))
    if seconds < HOUR_S:
        return tr("{time} left", time=tr("{n} min", n=max(1, round(seconds / MINUTE_S))))
    hours = seconds / HOUR_S
    number = QLocale().toString(hours, "f", 1) if hours < 3 else QLocale().toString(round(hours))
    return tr("{time} left", time=tr("{n} h", n=number))


def about(seconds: float) -> str:
    """How long something will take, before it has begun."""
    if seconds < 55:
        return tr("about {time}", time=tr("{n} s", n=max(10, round(seconds / 10) * 10)))
    if seconds < HOUR_S:
        return tr("about {time}", time=tr("{n} min", n=round(seconds / MINUTE_S)))
    hours, minutes = divmod(round(seconds / MINUTE_S / 10) * 10, 60)
    if not minutes or hours > 5:
        return tr("about {time}", time=tr("{n} h", n=hours))
    long = tr("{hours} h {minutes} min", hours=hours, minutes=minutes)
    return tr("about {time}", time=long)


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


def ago(when: float, now: float) -> str:
    """How long ago something was; the moment itself when that says more."""
    minutes = int((now - when) / MINUTE_S)
    if minutes < 1:
        return tr("just now")
    if minutes < 60:
        return plural("{n} minutes ago", "1 minute ago", minutes)
    if minutes < 12 * 60:
        return plural("{n} hours ago", "1 hour ago", minutes // 60)
    return day_and_time(when)


def day_name(day: date, today: date) -> str:
    """The heading of a day's jobs."""
    age = (today - day).days
    if age <= 0:
        return tr("Today")
    if age == 1:
        return tr("Yesterday")
    shape = tr("d MMMM") if day.year == today.year else tr("d MMMM yyyy")
    return QLocale().toString(QDate(day.year, day.month, day.day), shape)


def size(size_bytes: int) -> str:
    """A size as people say it: "1.1 GB", "240 MB"."""
    if size_bytes >= 1_000_000_000:
        return f"{QLocale().toString(size_bytes / 1_000_000_000, 'f', 1)} GB"
    if size_bytes >= 1_000_000:
        return f"{round(size_bytes / 1_000_000)} MB"
    if size_bytes >= 1_000:
        return f"{round(size_bytes / 1_000)} kB"
    return plural("{n} bytes", "{n} byte", size_bytes)
