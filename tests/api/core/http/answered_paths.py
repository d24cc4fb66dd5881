"""Paths of every kind of answer."""

ANSWERED = [
    "/",
    "/healthz",
    "/readyz",
    "/problems",
    "/problems/not-found",
    "/openapi.json",
    "/docs",
    "/static/docs.css",
    "/claims",
    "/claims?limit=2&sort=-kind",
    "/claims/cao2023-c1",
    "/units/CNY/USD",
    "/essays/cao2023/claims?limit=3",
    "/claims/cao2023-c999999",
    "/claims?colour=red",
    "/nothing",
]
