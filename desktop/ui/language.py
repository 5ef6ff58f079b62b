"""The language of the window: the first of the person's own that there are words in."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop import translation


def install(app: QCoreApplication, system: QLocale) -> None:
    """Let everything speak the person's language, Qt's own dialogs too."""
    language = chosen(system.uiLanguages())
    locale = written_as(language, system)
    QLocale.setDefault(locale)
    translation.use(language, partial(_number, locale))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    words_of_qt = QTranslator(app)
    if words_of_qt.load(locale, "qtbase", "_", folder):
        app.installTranslator(words_of_qt)


def chosen(wanted: list[str]) -> str:
    """The first language of these there are words in; English where there is none."""
    there_are = translation.languages()
    bases = (tag.replace("_", "-").partition("-")[0] for tag in wanted)
    return next((base for base in bases if base in there_are), translation.SOURCE_LANGUAGE)


def written_as(language: str, system: QLocale) -> QLocale:
    """How dates and numbers are written: as in the person's country, with words of `language`."""
    if system.name().partition("_")[0] in (language, "C"):
        return system
    return QLocale(QLocale.codeToLanguage(language), system.territory())


def _number(locale: QLocale, number: float) -> str:
    return locale.toString(number, "f", 1) if isinstance(number, float) else locale.toString(number)
