"""A review that runs on a port of this machine, for a browser to open."""

import socket
import threading
import time
from typing import Any

import pytest

from extractor.report import to_json
from extractor.store import Store, Stored
from schemas import Report

uvicorn = pytest.importorskip("uvicorn", reason="the extra web is not installed")
HOST = "127.0.0.1"


class Served:
    """A running review of one report with its address, its store and the key of the report."""

    def __init__(self, store: Store, report: Report, reading: bytes | None, **settings: Any) -> None:
        from extractor.review.app import create_app
        from extractor.review.place import Settings

        self.store, self.report = store, report
        self.key = store.put(Stored(report, to_json(report), reading)).key
        self.app = create_app(store, Settings(**settings))
        self.review = self.app.state.review
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            port = probe.getsockname()[1]
        self.server = uvicorn.Server(uvicorn.Config(self.app, host=HOST, port=port, log_level="warning"))
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)
        self.address = f"http://{HOST}:{port}"

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)

    def state(self, key: str) -> str:
        from extractor.record.subjects import finding_subject

        return str(self.review.record.standing(finding_subject(key)).state)
