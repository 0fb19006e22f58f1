"""A program that speaks to the interface, for tests."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from filon.accounts.models import ApiToken, User
from filon.accounts.services.tokens import create_token


class Program:
    """A program with a token of `user`."""

    def __init__(self, user: User, *, scope: str = ApiToken.Scope.WRITE, language: str = "en") -> None:
        self.token = create_token(user=user, scope=scope, actor=user)
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {self.token}", "Accept-Language": language}

    def get(self, path: str, **headers: str) -> HttpResponse:
        """Read."""
        return self.client.get(f"/api/v1/{path}", headers={**self.headers, **headers})

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """Create or act."""
        return self._send("post", path, body, headers)

    def patch(self, path: str, body: Any, **headers: str) -> HttpResponse:
        """Change."""
        return self._send("patch", path, body, headers)

    def delete(self, path: str, **headers: str) -> HttpResponse:
        """Delete."""
        return self.client.delete(f"/api/v1/{path}", headers={**self.headers, **headers})

    def _send(self, method: str, path: str, body: Any, headers: dict[str, str]) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = b"" if body is None else json.dumps(body, default=str).encode()
        send = getattr(self.client, method)
        return send(f"/api/v1/{path}", data=content, content_type="application/json", headers={**self.headers, **named})
