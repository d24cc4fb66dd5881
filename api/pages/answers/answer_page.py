"""Pages of answers: what all kinds of them have in common, and what each adds."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from api.core.db.reader import Reader
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.pages.parts.asked_data import data_of_page
from api.pages.records.record_page import frame
from api.pages.templating import render

AnswerView = Callable[[Any, Reader, PageContext], Awaitable[Mapping[str, Any]]]
"""Returns what the page of an answer shows, `title` among it; the records that it names are read for it."""


@dataclass(frozen=True, eq=False)
class TemplatePage:
    """The page of one kind of answers.

    Attributes:
        template: its template, which extends `answer.html`.
        view: what it shows.
        parameters: the query parameters that it has beside those of the answer.
    """

    template: str
    view: AnswerView
    parameters: tuple[str, ...] = (PARAMETER,)

    async def render(self, request: Request, reader: Reader, answer: Any) -> bytes:
        """Return the page of an answer."""
        context = page_context_of(request)
        shown = {
            "truncated": False,
            "eyebrow": (),
            "lead": "",
            "wide": False,
            **await self.view(answer, reader, context),
        }
        canonical = f"{context.at.base}/{context.path}"
        values = frame(context, shown.pop("title"), canonical=canonical, asked=data_of_page(context), **shown)
        return await run_in_threadpool(render, self.template, values)
