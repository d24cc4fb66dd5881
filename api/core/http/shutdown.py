"""Knowing that the process was told to stop.

A server waits for answers that are under way before it tells the application anything; an answer
without an end must learn it itself.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopping:
    """Whether the process was told to stop."""

    def __init__(self) -> None:
        """Begin untold."""
        self.told = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Note the signals that tell the server to stop, and pass them on to it."""
        if threading.current_thread() is not threading.main_thread():  # only there may handlers be set
            yield
            return
        handlers = {number: signal.getsignal(number) for number in _SIGNALS}

        def note(number: int, frame: FrameType | None) -> None:
            self.told = True
            handler = handlers[signal.Signals(number)]
            assert callable(handler)
            handler(number, frame)

        heard = [number for number, handler in handlers.items() if callable(handler)]
        for number in heard:
            signal.signal(number, note)
        try:
            yield
        finally:
            for number in heard:
                signal.signal(number, handlers[number])
