"""Where an answer is written, and how it travels: whole or not at all, in memory or as an open file."""

from __future__ import annotations

import os
import socket
import tempfile
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from govgraph.errors import LimitError
from govgraph.web.jobs import counted
from govgraph.workers import Output, Reply
from govgraph.workers.channel import BODY, JOB, Channel, Message
from govgraph.workers.output import SHORT


def handed_over(output: Output) -> bytes:
    body, file = output.whole()
    return Reply.of(None, body, None if file is None else os.dup(file)).read()


@given(st.lists(st.binary(max_size=50)))
def test_what_is_written_is_what_arrives(pieces: list[bytes]) -> None:
    with Output(most=10_000) as output:
        assert [output.write(piece) for piece in pieces] == [len(piece) for piece in pieces]
        assert handed_over(output) == b"".join(pieces)
        assert output.size == sum(map(len, pieces))


@pytest.mark.parametrize(("size", "in_a_file"), [(SHORT, False), (SHORT + 1, True), (3 * SHORT, True)])
def test_what_is_long_goes_to_a_file(size: int, in_a_file: bool) -> None:
    with Output(most=10 * SHORT) as output:
        output.write(b"a")
        output.write(memoryview(bytearray(size - 2)).cast("H" if size % 2 == 0 else "B"))
        output.write(b"z")
        assert (output.whole()[1] is not None) is in_a_file
        text = handed_over(output)
    assert (len(text), text[:1], text[-1:]) == (size, b"a", b"z")


@given(st.integers(0, 30), st.lists(st.integers(0, 10)))
def test_nothing_beyond_the_limit_is_taken(most: int, sizes: list[int]) -> None:
    with Output(most=most) as output:
        if sum(sizes) <= most:
            for size in sizes:
                output.write(b"x" * size)
        else:
            with pytest.raises(LimitError) as caught:
                output.writelines(b"x" * size for size in sizes)
            assert caught.value.limit == "size"


def test_the_engine_writes_into_it_and_hears_of_the_limit() -> None:
    triple = Triple(NamedNode("urn:s"), NamedNode("urn:p"), Literal("ก"))
    with Output(most=100) as output:
        serialize([triple], output, RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
        assert handed_over(output) == '<urn:s> <urn:p> "ก" .\n'.encode()
        with pytest.raises(LimitError):
            serialize([triple] * 10_000, output, RdfFormat.N_TRIPLES)  # type: ignore[arg-type]


@given(st.integers(0, 20), st.integers(0, 20))
def test_rows_up_to_the_limit_are_given_and_one_more_is_an_error(number: int, most: int) -> None:
    seen: list[int] = []
    if number <= most:
        assert list(counted(range(number), most)) == list(range(number))
    else:
        with pytest.raises(LimitError) as caught:
            seen.extend(counted(range(number), most))
        assert caught.value.limit == "rows"
        assert seen == list(range(most))


def test_messages_cross_with_their_files() -> None:
    ours, theirs = (Channel(end) for end in socket.socketpair())
    with tempfile.TemporaryFile() as file:
        file.write(b"in the file")
        file.seek(0)
        ours.send(BODY, b"beside it", file.fileno())
    received = theirs.receive()
    assert isinstance(received, Message)
    assert (received.kind, received.body) == (BODY, b"beside it")
    assert received.file is not None
    with os.fdopen(received.file, "rb") as arrived:
        assert arrived.read() == b"in the file"
    ours.close()
    assert theirs.receive() is None
    theirs.close()


@pytest.mark.parametrize("size", [0, 1, 9, 1 << 16, 5_000_000])
def test_messages_of_any_size_cross(size: int) -> None:
    ours, theirs = (Channel(end) for end in socket.socketpair())

    def both() -> None:
        ours.send(JOB, b"x" * size)
        ours.send(JOB, b"next")

    sender = threading.Thread(target=both)
    sender.start()
    assert [theirs.receive(), theirs.receive()] == [Message(JOB, b"x" * size), Message(JOB, b"next")]
    sender.join()
    ours.close()
    theirs.close()


@pytest.mark.parametrize("sent", [b"", b"j", b"j\0\0\0\0", b"j\0\0\0\0\0\0\0\x05four"])
def test_what_is_cut_off_is_no_message(sent: bytes) -> None:
    end, other = socket.socketpair()
    end.sendall(sent)
    end.close()
    theirs = Channel(other)
    assert theirs.receive() is None
    theirs.close()


def test_waiting_ends_for_who_receives_and_for_who_sends() -> None:
    ours, theirs = (Channel(end) for end in socket.socketpair())
    with pytest.raises(TimeoutError):
        theirs.receive(until=time.monotonic() + 0.05)
    with pytest.raises(TimeoutError):
        theirs.receive(until=0.0)
    with pytest.raises(TimeoutError):
        ours.send(JOB, b"x" * 50_000_000, until=time.monotonic() + 0.05)  # nobody takes it
    ours.close()
    theirs.close()
