"""A Debian of its own, with nothing of this machine in it: made by debootstrap, entered by chroot.

What is started in there runs in namespaces for mounts and processes, and where it is asked for in
one without a network. Both sides see one /tmp, which is the root's: the screen, the documents and
what a test reads are there.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

DEVICES = ("null", "zero", "full", "random", "urandom", "tty")

ENTER = """
set -e
root=$1; shift
mount --make-rprivate /
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev"
mkdir "$root/dev/shm"
for device in {devices}; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mount --bind "$root/tmp" /tmp
if [ "$(ip -o link | wc -l)" = 1 ]; then ip link set lo up; fi
exec "$@"
"""

Ran = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class CleanRoot:
    """One root folder."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> "CleanRoot":
        """Install the smallest Debian of this machine's release there."""
        release = "bookworm"
        for line in Path("/etc/os-release").read_text().splitlines():
            name, _, value = line.partition("=")
            release = value if name == "VERSION_CODENAME" else release
        command = ["debootstrap", "--variant=minbase", release, str(folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        shutil.copy("/etc/resolv.conf", folder / "etc" / "resolv.conf")
        (folder / "etc" / "hosts").write_text("127.0.0.1 localhost\n")
        (folder / "tmp").chmod(0o1777)
        return cls(folder)

    def copy(self, folder: Path) -> "CleanRoot":
        """The same once more."""
        subprocess.run(["cp", "--archive", f"{self.folder}/.", folder], check=True)
        return CleanRoot(folder)

    def install(self, package: Path) -> None:
        """Install a .deb, with what it depends on and nothing else."""
        inside = self.folder / "var" / "cache" / package.name
        shutil.copyfile(package, inside)
        install = ["apt-get", "install", "--yes", "--no-install-recommends"]
        self.run(*install, f"/var/cache/{package.name}")
        inside.unlink()

    def run(
        self,
        *command: str | Path,
        timeout_s: float = 600,
        has_network: bool = True,
        **environment: str,
    ) -> Ran:
        """Run a command in there as a new user's session would; it must succeed."""
        variables = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "DEBIAN_FRONTEND": "noninteractive",
            **environment,
        }
        inside = ["chroot", str(self.folder), *command]
        done = self._enter(inside, variables, timeout_s, has_network=has_network)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def run_beside(self, *command: str | Path, timeout_s: float = 600, **environment: str) -> Ran:
        """Run a command of this machine that sees the root's /tmp as its own.

        Of this machine's variables only those that find its programs are there: others name files
        that the root does not have.
        """
        variables = {name: os.environ[name] for name in ("PATH", "HOME")}
        return self._enter(list(command), {**variables, **environment}, timeout_s)

    def _enter(
        self,
        command: list[str | Path],
        environment: dict[str, str],
        timeout_s: float,
        *,
        has_network: bool = True,
    ) -> Ran:
        script = ENTER.format(devices=" ".join(DEVICES))
        namespaces = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
        if not has_network:
            namespaces.append("--net")
        return subprocess.run(
            ["unshare", *namespaces, "sh", "-c", script, "sh", self.folder, *command],
            env=environment,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )

    def files(self) -> set[Path]:
        """All files but those of /tmp, apt and dpkg, as paths in there."""
        found = subprocess.run(
            ["find", self.folder, "-xdev", "-not", "-type", "d"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        paths = {Path("/") / Path(line).relative_to(self.folder) for line in found}
        managed = ("/tmp", "/var/cache", "/var/lib/apt", "/var/lib/dpkg", "/var/log")
        return {path for path in paths if not str(path).startswith(managed)}
