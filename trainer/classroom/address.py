"""Where phones find the class: addresses of this machine and who can reach them, the port, the code, the QR code."""

from __future__ import annotations

import errno
import ipaddress
import secrets
import socket
import sys
from dataclasses import dataclass
from typing import Final, Literal

import segno

from trainer.errors import UsageError
from trainer.language import _

Reach = Literal["machine", "network", "internet"]
PORT: Final = 8642
"""Where a class is held when nobody says otherwise, so that an address lasts from one lesson to the next. Proposal."""
PORTS_TRIED: Final = 10
CODE_SIGNS: Final = "AEFHKMRTWXY34679"
"""No two of these look alike, and few sound alike in Dutch or English."""
CODE_LENGTH: Final = 6
_FAR_AWAY: Final = ("192.0.2.1", "10.255.255.254", "172.31.255.254", "192.168.255.254")
"""To find which address this machine would send from; nothing is sent. The first is nobody's (RFC 5737)."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address of this machine; `host` is an IP address."""

    host: str
    reach: Reach

    @property
    def open_to(self) -> str:
        """Return in words who can come in by this address."""
        return {
            "machine": _("only this machine"),
            "network": _("everybody on this network"),
            "internet": _("everybody who can reach this machine, perhaps from the whole internet"),
        }[self.reach]


@dataclass(frozen=True, slots=True)
class Entrance:
    """Where a class can be joined, and by which code."""

    address: Address
    port: int
    code: str

    @property
    def authority(self) -> str:
        """Return what a browser says in `Host`: the address, and the port unless it is 80."""
        host = f"[{self.address.host}]" if ":" in self.address.host else self.address.host
        return host if self.port == 80 else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Return what a browser says in `Origin`; also what is typed on a phone."""
        return f"http://{self.authority}"

    @property
    def join_url(self) -> str:
        """Return the address with the code, for a QR code; browsers keep the part after # to themselves."""
        return f"{self.origin}/#{self.code}"


# --- addresses ------------------------------------------------------------------------------------------------


def addresses() -> tuple[Address, ...]:
    """Return what this machine has to choose from: the one that is offered first, the machine itself last."""
    found = [*_sent_from(), *_named()]
    reached = [address for address in dict.fromkeys(map(_address, found)) if address.reach != "machine"]
    return (*reached, Address("127.0.0.1", "machine"))


def choose(host: str | None) -> Address:
    """Return the address asked for, or the one on offer. Raises UsageError for anything that is not one address."""
    if host is None:
        return addresses()[0]
    if host == "localhost":
        return Address("127.0.0.1", "machine")
    try:
        asked = ipaddress.ip_address(host)
    except ValueError:
        asked = None
    if asked is None or asked.is_unspecified or asked.is_multicast or "%" in host:
        message = _("`{host}` is no address of this machine. These are: {addresses}.")
        raise UsageError(message.format(host=host, addresses=", ".join(a.host for a in addresses())))
    return _address(str(asked))


def _address(host: str) -> Address:
    ip = ipaddress.ip_address(host)
    if ip.is_loopback:
        return Address(host, "machine")
    return Address(host, "internet" if ip.is_global else "network")


def _sent_from() -> list[str]:
    found = []
    for there in _FAR_AWAY:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((there, 9))
            except OSError:
                continue
            found.append(str(probe.getsockname()[0]))
    return found


def _named() -> list[str]:
    try:
        known = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET, socket.SOCK_STREAM)
    except OSError:
        return []
    return [str(entry[4][0]) for entry in known]


# --- the port -------------------------------------------------------------------------------------------------


def listen(address: Address, port: int | None) -> socket.socket:
    """Return a socket bound to the port asked for; without one to the first free one from PORT.

    Raises UsageError in plain words: the port is taken or forbidden, or the address is not of this machine.
    """
    if port is not None:
        return _bind(address, port)
    for tried in range(PORT, PORT + PORTS_TRIED):
        try:
            return _bind(address, tried)
        except _PortTakenError:
            continue
    return _bind(address, 0)


class _PortTakenError(UsageError):
    """Another program has this port."""


def _bind(address: Address, port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise UsageError(_("A port is a number from 1 to 65535."))
    bound = socket.socket(socket.AF_INET6 if ":" in address.host else socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two programs have one port
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((address.host, port))
        bound.listen(512)  # a whole class at once
    except OSError as error:
        bound.close()
        raise _refusal(error, address, port) from error
    bound.setblocking(False)
    return bound


def _refusal(error: OSError, address: Address, port: int) -> UsageError:
    if error.errno == errno.EADDRINUSE:
        message = _("Port {port} of {host} is taken, perhaps by another class. Take another one with --port.")
        return _PortTakenError(message.format(port=port, host=address.host))
    if error.errno in (errno.EACCES, errno.EPERM):
        return UsageError(_("This machine does not allow port {port}. Take one above 1023.").format(port=port))
    message = _("`{host}` is no address of this machine. These are: {addresses}.")
    return UsageError(message.format(host=address.host, addresses=", ".join(a.host for a in addresses())))


# --- joining --------------------------------------------------------------------------------------------------


def new_code() -> str:
    """Return a fresh code to join by, short enough to read aloud (24 bits)."""
    return "".join(secrets.choice(CODE_SIGNS) for _sign in range(CODE_LENGTH))


def spaced(code: str) -> str:
    """Return a code as it is shown and read aloud, in two halves; spaces do not matter when it is typed."""
    return f"{code[: CODE_LENGTH // 2]} {code[CODE_LENGTH // 2 :]}"


def qr_rows(url: str, ink: Literal["dark", "light"] = "dark", quiet: int = 4) -> tuple[str, ...]:
    """Return a QR code as rows of half-blocks: two modules above each other in one sign.

    `ink` says which modules are drawn: the dark ones where the background is light, else the light ones. `quiet` is
    the empty rim in modules; readers count on 4. The address of a class takes at most 41 columns and 21 rows.
    """
    drawn = ink == "dark"
    modules = [
        [bool(module) == drawn for module in row]
        for row in segno.make(url, error="l", micro=False).matrix_iter(border=quiet)
    ]
    if len(modules) % 2:
        modules.append([not drawn] * len(modules[0]))
    return tuple(
        "".join(" ▀▄█"[above + 2 * below] for above, below in zip(*modules[n : n + 2], strict=True))
        for n in range(0, len(modules), 2)
    )
