"""The entity tags of lists: each changes only when its list can."""

from fastapi import Request

from api.core.db.dataset_state import DataState
from api.core.http.etags import follows_from
from api.core.query.change_marks import ChangeMarks, ListScope
from api.core.query.list_scopes import Scopes
from api.core.versions.last_changes import essay_of
from api.handlers.nested_lists import Within


async def tag_of(request: Request, state: DataState, scopes: Scopes, form: str) -> str:
    """Return the strong entity tag of one form of a list, and tell who keeps answers what it follows from.

    Args:
        request: asks for it.
        state: the state of the database that it is of.
        scopes: what it follows from.
        form: the name of the form.
    """
    marks: ChangeMarks = request.app.state.change_marks
    last = await marks.latest(state, scopes)
    if last is None:  # nobody knows what was changed: anything may have been
        return state.list_tag(form)
    follows_from(request.scope, scopes, last)
    return last.list_tag(form)


def parent_scope(within: Within | None) -> Scopes:
    """Return the part of the data that the record is of which a list belongs to, if it belongs to any."""
    return (ListScope(within.parent.name, essay_of(within.parent, within.id)),) if within else ()
