"""What is inside: the libraries behind the files of the folder, their licences, and the SBOM.

Nothing is listed by hand: each file that went in is looked up in the records of what was installed.
"""

import importlib.metadata
import platform
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

LICENCES = "THIRD-PARTY-LICENSES.txt"
SBOM = "sbom.cdx.json"

_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors|third.?party)", re.IGNORECASE)
_COMMON = Path("/usr/share/common-licenses")


@dataclass(frozen=True, order=True)
class Ingredient:
    """One library that is inside."""

    name: str
    version: str
    licence: str
    purl: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bill:
    """All that is inside, by name."""

    ingredients: tuple[Ingredient, ...]

    @classmethod
    def of(cls, sources: Iterable[Path]) -> "Bill":
        """The ingredients that these files come from."""
        wanted = {source.resolve() for source in sources}
        found = {_python(), *_distributions(wanted)}
        if sys.platform == "linux":
            found |= _system_packages(wanted)
        return cls(tuple(sorted(found)))

    def write(self, folder: Path) -> None:
        """Write the texts of the licences, and the SBOM, into a folder."""
        (folder / LICENCES).write_text(self.licence_texts(), encoding="utf-8")
        (folder / SBOM).write_text(self.sbom(), encoding="utf-8")

    def licence_texts(self) -> str:
        """One text: a table, then each licence."""
        table = "\n".join(f"{i.name} {i.version}: {i.licence}" for i in self.ingredients)
        parts = [f"What is inside Sunto besides its own code\n\n{table}\n"]
        for ingredient in self.ingredients:
            line = "=" * 78
            parts += [f"{line}\n{ingredient.name} {ingredient.version}\n{line}"]
            parts += ingredient.texts or [ingredient.licence]
        return "\n\n".join(parts) + "\n"

    def sbom(self) -> str:
        """The software bill of materials in CycloneDX, checked against its schema."""
        from worker.contract.version import __version__

        bom = Bom()
        bom.metadata.component = Component(
            name="sunto", version=__version__, type=ComponentType.APPLICATION
        )
        for item in self.ingredients:
            component = Component(
                name=item.name,
                version=item.version,
                type=ComponentType.LIBRARY,
                purl=PackageURL.from_string(item.purl),
                licenses=[DisjunctiveLicense(name=item.licence)],
                bom_ref=item.purl,
            )
            bom.components.add(component)
            bom.register_dependency(bom.metadata.component, [component])
        text = JsonV1Dot6(bom).output_as_string(indent=1)
        if wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
            raise ValueError(f"the SBOM is not valid: {wrong}")
        return text


def _python() -> Ingredient:
    version = platform.python_version()
    places = [Path(sysconfig.get_path("stdlib"), "LICENSE.txt")]
    # Debian keeps it elsewhere.
    places += Path("/usr/share/doc").glob(f"python3.{sys.version_info.minor}*/copyright")
    texts = tuple(_text(place) for place in places if place.is_file())[:1]
    return Ingredient("CPython", version, "PSF-2.0", f"pkg:generic/cpython@{version}", texts)


def _distributions(wanted: set[Path]) -> set[Ingredient]:
    found = set()
    for distribution in importlib.metadata.distributions():
        files = [Path(str(file.locate())).resolve() for file in distribution.files or ()]
        is_bootloader = distribution.name == "pyinstaller"
        if is_bootloader or not wanted.isdisjoint(files):
            found.add(_ingredient(distribution, files))
    return found


def _ingredient(distribution: importlib.metadata.Distribution, files: list[Path]) -> Ingredient:
    texts = tuple(
        _text(file)
        for file in files
        if _LICENCE_FILE.search(file.name) and file.suffix in ("", ".txt", ".md", ".rst", ".APACHE")
    )
    licence = _licence(distribution)
    if not texts and "LGPL" in licence:
        # Qt's wheels name it and do not bring it.
        texts = tuple(_text(_COMMON / name) for name in ("LGPL-3", "GPL-3") if _COMMON.is_dir())
    name, version = distribution.name, distribution.version
    return Ingredient(name, version, licence, f"pkg:pypi/{name.lower()}@{version}", texts)


def _licence(distribution: importlib.metadata.Distribution) -> str:
    said = distribution.metadata
    for field in ("License-Expression", "License"):
        (value, *_) = said.get_all(field) or [""]
        if value and "\n" not in value and len(value) < 100:
            return str(value)
    classes = said.get_all("Classifier") or []
    names = [c.rpartition("::")[2].strip() for c in classes if c.startswith("License ::")]
    return ", ".join(names) or "see its text"


def _system_packages(wanted: set[Path]) -> set[Ingredient]:
    """The Debian packages whose libraries were taken along."""
    system = [path for path in wanted if path.is_relative_to("/usr") or path.is_relative_to("/lib")]
    found = set()
    for path in system:
        # Packages own /lib/… where the path is /usr/lib/….
        for name in (str(path), str(path).removeprefix("/usr")):
            command = ["dpkg-query", "--search", name]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                found.add(_debian(done.stdout.partition(":")[0]))
                break
    return found


def _debian(package: str) -> Ingredient:
    command = ["dpkg-query", "--show", "--showformat=${Version}\n", package]
    version = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    version = version.split()[0]
    text = _text(Path("/usr/share/doc", package, "copyright"))
    return Ingredient(
        package, version, "see its text", f"pkg:deb/debian/{package}@{version}", (text,)
    )


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace").strip()
