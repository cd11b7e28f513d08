"""A client of the daemon's socket, as small as it gets: frames and messages by hand."""
import socket
import struct
from dataclasses import dataclass
from typing import Dict, Iterator, List, Tuple, Union

HANG_SECONDS = 5.0
"""What takes longer than this hangs."""

OK, NOT_FOUND, RESOURCE_EXHAUSTED, UNAVAILABLE = 0, 5, 8, 14

Value = Union[int, bytes]


class Closed(Exception):
    """The daemon has closed the connection."""


class Hang(Exception):
    """The daemon has not answered in time."""


@dataclass(frozen=True)
class Answer:
    code: int
    message: str
    payload: bytes

    def number(self, field: int) -> int:
        value = fields(self.payload).get(field, [0])[0]
        return value if isinstance(value, int) else 0

    def inner(self, field: int) -> bytes:
        value = fields(self.payload).get(field, [b""])[0]
        return value if isinstance(value, bytes) else b""


def varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def message(**parts: object) -> bytes:
    """`message(_1="text", _2=5)`: fields by number; a tuple holds the fields of a message."""
    out = b""
    for name, value in parts.items():
        number = int(name[1:])
        if isinstance(value, int):
            out += varint(number << 3) + varint(value)
        else:
            encoded = value.encode() if isinstance(value, str) else bytes(value)
            out += varint(number << 3 | 2) + varint(len(encoded)) + encoded
    return out


def _varint(data: bytes, at: int) -> Tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return value, at
        shift += 7


def fields(data: bytes) -> Dict[int, List[Value]]:
    found: Dict[int, List[Value]] = {}
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        value: Value
        if tag & 7 == 0:
            value, at = _varint(data, at)
        else:
            size, at = _varint(data, at)
            value = data[at:at + size]
            at += size
        found.setdefault(tag >> 3, []).append(value)
    return found


REQUEST, DATA = 1, 3
REMOTE_CLOSED, REMOTE_OPEN, NO_DATA = 1, 2, 4


def frame(stream: int, kind: int, flags: int, data: bytes) -> bytes:
    return struct.pack(">IIBB", len(data), stream, kind, flags) + data


def call_frames(stream: int, service: str, method: str, payload: bytes) -> bytes:
    """A call, or a stream of one message for a method that takes one."""
    if method != "ImportUsers":
        return frame(stream, REQUEST, 0, message(_1=service, _2=method, _3=payload))
    return (frame(stream, REQUEST, REMOTE_OPEN | NO_DATA, message(_1=service, _2=method))
            + frame(stream, DATA, REMOTE_CLOSED, payload))


def answers(data: bytearray) -> Iterator[Tuple[int, Answer]]:
    """Takes the whole frames off the front."""
    at = 0
    while len(data) - at >= 10:
        size, stream = struct.unpack_from(">II", data, at)
        if len(data) - at < 10 + size:
            break
        response = fields(bytes(data[at + 10:at + 10 + size]))
        at += 10 + size
        payload = response.get(2, [b""])[0]
        status = fields(response[1][0]) if 1 in response else {}
        code = status.get(1, [0])[0]
        text = status.get(2, [b""])[0]
        assert isinstance(payload, bytes) and isinstance(code, int) and isinstance(text, bytes)
        yield stream, Answer(code, text.decode(), payload)
    del data[:at]


class Client:
    """One connection; any number of calls in flight."""

    def __init__(self, path: str):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(HANG_SECONDS)
        self.socket.connect(path)
        self.received = bytearray()
        self.next_stream = 1

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, method: str, payload: bytes, service: str = "Directory") -> int:
        stream = self.next_stream
        self.next_stream += 2
        try:
            self.socket.sendall(call_frames(stream, f"rollcall.v1.{service}", method, payload))
        except OSError as error:
            raise Closed from error
        return stream

    def receive(self) -> List[Tuple[int, Answer]]:
        """The next answers, at least one."""
        while True:
            found = list(answers(self.received))
            if found:
                return found
            try:
                more = self.socket.recv(1 << 18)
            except socket.timeout as error:
                raise Hang("a call was not answered in 5 s") from error
            except OSError as error:
                raise Closed from error
            if not more:
                raise Closed
            self.received += more

    def call(self, method: str, payload: bytes, service: str = "Directory",
             seconds: float = HANG_SECONDS) -> Answer:
        stream = self.send(method, payload, service)
        self.socket.settimeout(seconds)
        try:
            while True:
                for other, answer in self.receive():
                    if other == stream:
                        return answer
        finally:
            self.socket.settimeout(HANG_SECONDS)
