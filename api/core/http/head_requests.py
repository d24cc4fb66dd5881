"""HEAD, answered as GET is, without the body (pure ASGI)."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEAD = "lunju.head"


class Head:
    """Answers HEAD as GET would be answered, without the body (RFC 9110, section 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        ended = False

        async def send_without_body(message: Message) -> None:
            nonlocal ended
            if message["type"] == "http.response.body":
                if ended:
                    return
                ended = True  # a stream has no end to wait for; the server tells it that the client is gone
                message = {"type": "http.response.body", "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET", _HEAD: True}, receive, send_without_body)


def wants_body(scope: Scope) -> bool:
    """Tell whether a GET is one, and not a HEAD, so that a body which costs much is not made in vain."""
    return _HEAD not in scope
