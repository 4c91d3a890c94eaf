"""A server that shows the app in browsers; it needs the extra `web`.

Every page that a browser opens runs an app of its own, on the same saved cases. The server guards
against two attacks on local servers: a foreign page that opens the app through the browser (the
`Origin` header is checked), and one that uses a name that leads to this machine (`Host` is).
"""

import logging
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from textual_serve.server import Server

_NAMES_OF_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})

_ONLY_FROM_HERE = (
    "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; font-src 'self' data:; "
    "script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
)
"""The content policy; the page of textual-serve asks for web fonts, but reads well without them."""


class BrowserServer(Server):
    """A server of the app for browsers of this machine or, with `is_open`, of any machine."""

    def __init__(self, command: str, host: str, port: int, *, is_open: bool) -> None:
        named = f"[{host}]" if ":" in host else host
        super().__init__(command, host, port, title="advisor", public_url=f"http://{named}:{port}")
        self.is_open = is_open

    def initialize_logging(self) -> None:
        """Log only warnings and errors, on standard error."""
        logging.basicConfig(level=logging.WARNING, format="%(message)s")

    async def on_startup(self, app: web.Application) -> None:
        """Print nothing, because the address has already been printed."""

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """Return the page; it loads everything else from the address that it was requested at."""
        self.public_url = f"{request.scheme}://{request.host}"
        page: web.StreamResponse = await super().handle_index(request)
        return page

    async def _make_app(self) -> web.Application:
        app: web.Application = await super()._make_app()
        app.middlewares.append(self._guard())
        return app

    def _guard(self) -> Middleware:
        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not self._may(request):
                raise web.HTTPForbidden
            response = await handler(request)
            if not response.prepared:
                response.headers["Content-Security-Policy"] = _ONLY_FROM_HERE
            return response

        return guard

    def _may(self, request: web.Request) -> bool:
        """Return whether a request names this machine, and comes from our own page or from none."""
        asked = urlsplit(f"//{request.host}").hostname
        origin = request.headers.get("Origin")
        ours = origin is None or urlsplit(origin).netloc == request.host
        return ours and (self.is_open or asked in {*_NAMES_OF_THIS_MACHINE, self.host})
