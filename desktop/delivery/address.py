"""Email addresses: checked before they are kept, and written so that every server can read them."""

from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr

from desktop.translation import tr

LONGEST = 254
"""RFC 5321, 4.5.3.1.3."""


class BadAddress(ValueError):
    """A text that is no email address; the message says so to a person."""


def address(text: str) -> str:
    """The address in a text, its host name in ASCII; the part before the @ may be in any script.

    Raises:
        BadAddress: there is none, or more than one.
    """
    local, at, domain = text.strip().rpartition("@")
    if not at or not local or not domain or any(_is_odd(c) for c in local + domain):
        raise BadAddress(tr("“{text}” is no email address.", text=_shown(text)))
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
        made = Address(username=local, domain=ascii_domain).addr_spec
    except (UnicodeError, ValueError, HeaderParseError, IndexError) as error:
        raise BadAddress(tr("“{text}” is no email address.", text=_shown(text))) from error
    if len(made.encode()) > LONGEST:
        raise BadAddress(tr("“{text}” is too long for an email address.", text=_shown(text)))
    return made


def named_address(text: str) -> Address:
    """An address with a name before it, as in `Ada Lovelace <ada@example.org>`.

    Raises:
        BadAddress: there is no address in it.
    """
    if not text.isprintable():
        # The library would pick an address out of whatever stands behind a line's end.
        raise BadAddress(tr("“{text}” is no email address.", text=_shown(text)))
    name, found = parseaddr(text)
    spec = address(found or text)
    local, _, domain = spec.rpartition("@")
    return Address(display_name=name, username=local, domain=domain)


def _is_odd(character: str) -> bool:
    """Whether it would need quoting, or begin a header of its own. Nobody has such an address."""
    return not character.isprintable() or character.isspace() or character in '<>(),:;"\\[]@'


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in text[:80])
