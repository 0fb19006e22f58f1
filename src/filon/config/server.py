"""The web server: gunicorn's threads, embedded in this process beside the other parts, or in several processes."""

import gc
import os
import signal
import socket
import sys
import time
from queue import SimpleQueue
from threading import Thread
from types import FrameType
from typing import Any, NoReturn, Protocol

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.sock import TCP6Socket, TCPSocket
from gunicorn.workers.gthread import ThreadWorker

OPTIONS: dict[str, Any] = {
    "worker_class": "gthread",
    "keepalive": 5,
    "timeout": 60,
    "forwarded_allow_ips": "",  # ProxyMiddleware decides whom to believe
    "limit_request_field_size": 16_384,
    "loglevel": "warning",
}


def calm_the_collector() -> None:
    """Look for garbage less often, and never in what is loaded for good.

    A page or a bulk request makes tens of thousands of objects that die with it, and counting references frees them.
    The collector's passes over the whole house cost a third of a large request's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


class Part(Protocol):
    """Something that runs in threads of this process beside the web server."""

    def start(self) -> object:
        """Start; raises what `faults` can put in words when it cannot."""

    def stop(self) -> object:
        """End within a second and a half, keeping what has been promised."""


class EmbeddedServer:
    """Web threads in this very process. There is no parent that watches over it and none that forks."""

    def __init__(self, listener: socket.socket, application: WSGIHandler, parts: list[Part], threads: int = 8) -> None:
        self.parts = parts
        config = Config()
        for name, value in {**OPTIONS, "threads": threads, "graceful_timeout": 1}.items():
            config.set(name, value)
        logger = Logger(config)
        kind = TCP6Socket if listener.family == socket.AF_INET6 else TCPSocket
        sockets = [kind(listener.getsockname(), config, logger, fd=listener.detach())]
        self._worker = _EmbeddedWorker(1, os.getppid(), sockets, _Holder(application), config.timeout, config, logger)
        self._worker.before_stop = self._stop_parts
        self._stopping: list[Thread] = []

    def run(self) -> None:
        """Serve until told to end by SIGTERM or SIGINT, then end the process within two seconds."""
        calm_the_collector()
        for part in self.parts:
            part.start()
        self._worker.init_process()
        _end(self._stopping)

    def _stop_parts(self) -> None:
        """Stop all parts at once, while the web threads finish what they are at."""
        self._stopping = [_stopping(part) for part in self.parts]


class _Holder:
    """What gunicorn asks for the application."""

    def __init__(self, application: WSGIHandler) -> None:
        self.application = application

    def wsgi(self) -> WSGIHandler:
        return self.application


class _EmbeddedWorker(ThreadWorker):  # type: ignore[misc]
    before_stop: Any = None
    is_told = False

    def is_parent_alive(self) -> bool:
        return True  # the shell that started us may go

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if not self.is_told:
            self.is_told = True  # at once: make and a terminal both pass a signal on, and a handler may be interrupted
            self.before_stop()
        super().handle_exit(sig, frame)

    handle_quit = handle_exit

    def _cap_keepalive(self, deadline: float) -> None:
        super()._cap_keepalive(min(deadline, time.monotonic() + 0.2))


class Processes(BaseApplication):  # type: ignore[misc]
    """Several web processes under one that watches over them."""

    def __init__(self, listener: socket.socket, application: WSGIHandler, workers: int, threads: int) -> None:
        self.application = application
        self.options = {
            **OPTIONS,
            "bind": f"fd://{listener.detach()}",
            "workers": workers,
            "threads": threads,
            "graceful_timeout": 5,
            "preload_app": True,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        return self.application


def wait_for_signal(parts: list[Part], ready: str) -> None:
    """Run `parts` without a web server until SIGTERM or SIGINT, then stop them. Says `ready` once that is so."""
    told: SimpleQueue[int] = SimpleQueue()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: told.put(received))
    for part in parts:
        part.start()
    print(ready, flush=True)
    told.get()
    _end([_stopping(part) for part in parts])


def _stopping(part: Part) -> Thread:
    thread = Thread(target=part.stop, daemon=True)
    thread.start()
    return thread


def _end(stopping: list[Thread]) -> NoReturn:
    """End the process once the parts have stopped, or after a second and a half."""
    for thread in stopping:
        thread.join(1.6)
    connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # a thread that outlasted its grace would otherwise keep the process for as long as it likes
