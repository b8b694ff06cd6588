"""How the Web API says no."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """An answer with `ok: false`; `more` goes into the answer beside the code."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.more = more


class UiError(Exception):
    """A person did something the workspace does not allow; `detail` is a sentence for them."""

    def __init__(self, code: str, detail: str, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.status = status
