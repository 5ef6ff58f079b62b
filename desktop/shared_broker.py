"""The broker that several machines share: its address as the person set it, made whole and checked.

The password lies in the system's keyring, never among the settings; a server has it in its URL.
"""

from urllib.parse import quote, unquote, urlsplit, urlunsplit

from desktop.choices import WorkHere
from desktop.settings import Settings
from worker.contract import secret_store
from worker.contract.celery_app import BrokerAddress
from worker.contract.egress import allow, host_of, is_local_address
from worker.contract.errors import CannotStart
from worker.contract.paths import DataPaths

SCHEMES = ("redis", "rediss")


def shared_broker(settings: Settings, paths: DataPaths, library: str = "") -> BrokerAddress:
    """The shared broker that is set, which this process may talk to from now on.

    `library` is only needed where an outbox is meant.

    Raises:
        CannotStart: its address makes no sense, or would send documents over a network unprotected.
    """
    require_sense(settings.broker_url)
    if not settings.broker_unprotected:
        require_protection(settings.broker_url)
    allow(settings.broker_url)
    url = _with_password(settings.broker_url, paths)
    return BrokerAddress(url=url, ca=settings.broker_ca, library=library)


def works_here(settings: Settings) -> bool:
    """Whether this computer's own worker takes work from the shared broker as well."""
    if settings.work_here is WorkHere.AUTO:
        return is_local_address(host_of(settings.broker_url))
    return settings.work_here is WorkHere.YES


def require_sense(url: str) -> None:
    """Refuse an address that no broker can have.

    Raises:
        CannotStart
    """
    if urlsplit(url).scheme not in SCHEMES or not host_of(url):
        raise CannotStart(
            f"“{without_password(url)}” is no broker's address. "
            "It looks like rediss://user@host:6379/0."
        )


def require_protection(url: str) -> None:
    """Refuse an address that anybody on the network could listen in on.

    Raises:
        CannotStart
    """
    if urlsplit(url).scheme != "rediss" and not is_local_address(host_of(url)):
        raise CannotStart(
            f"The broker at {host_of(url)} would be talked to without encryption. "
            "Use rediss://, or set SUNTO_BROKER_UNPROTECTED=1 if the network is your own."
        )


def trouble(error: Exception) -> str:
    """Why a broker cannot be used, as far as the error tells; holds no secret."""
    from redis.exceptions import AuthenticationError

    text = str(error)
    if isinstance(error, AuthenticationError):
        return "it refuses the user or the password"
    if "CERTIFICATE_VERIFY_FAILED" in text:
        why = text.partition("certificate verify failed: ")[2].partition(" (_ssl")[0]
        return f"its certificate cannot be trusted ({why})"
    return f"it does not answer ({type(error).__name__})"


def keep_password(url: str, paths: DataPaths) -> str:
    """Put the password of a typed address where secrets are kept; the address without it."""
    password = urlsplit(url).password
    bare = without_password(url)
    if password:
        secret_store.keep(paths, _secret_name(bare), unquote(password))
    return bare


def without_password(url: str) -> str:
    """The address as it may be shown and stored."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    place = parts.netloc.rpartition("@")[2]
    user = f"{parts.username}@" if parts.username else ""
    return urlunsplit(parts._replace(netloc=user + place))


def _with_password(url: str, paths: DataPaths) -> str:
    parts = urlsplit(url)
    if parts.password is not None:
        return url
    password = secret_store.find(paths, _secret_name(url))
    if not password:
        return url
    place = parts.netloc.rpartition("@")[2]
    user = quote(parts.username or "", safe="")
    netloc = f"{user}:{quote(password, safe='')}@{place}"
    return urlunsplit(parts._replace(netloc=netloc))


def _secret_name(bare_url: str) -> str:
    return f"broker {bare_url}"
