"""The rival that most would write: FastAPI and SQLModel as SQLModel's tutorial has it, on the same SQLite file."""

import os
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query
from sqlmodel import Field, Relationship, Session, SQLModel, col, create_engine, select


class ClaimBase(SQLModel):
    essay_id: str
    number: int
    kind: str
    text: str
    stance: str
    section_id: str
    note: str | None
    status: str
    version: int
    created_at: str
    updated_at: str


class EvidenceBase(SQLModel):
    relation: str
    origin_type: str
    origin_id: str
    target_type: str
    target_id: str


class StatisticBase(SQLModel):
    text: str
    measure: str
    as_written: str
    value: str | None


class Claim(ClaimBase, table=True):
    __tablename__ = "claims"

    id: str = Field(primary_key=True)
    evidence: list["Evidence"] = Relationship(back_populates="claim")


class Statistic(StatisticBase, table=True):
    __tablename__ = "statistics"

    id: str = Field(primary_key=True)


class Evidence(EvidenceBase, table=True):
    __tablename__ = "evidence"

    id: str = Field(primary_key=True)
    target_claim_id: str | None = Field(foreign_key="claims.id")
    origin_statistic_id: str | None = Field(foreign_key="statistics.id")
    claim: Claim | None = Relationship(back_populates="evidence")
    statistic: Statistic | None = Relationship()


class ClaimPublic(ClaimBase):
    id: str


class StatisticPublic(StatisticBase):
    id: str


class EvidencePublic(EvidenceBase):
    id: str
    statistic: StatisticPublic | None


class ClaimWithEvidence(ClaimPublic):
    evidence: list[EvidencePublic]


engine = create_engine(f"sqlite:///{os.environ['BENCH_SQLITE']}", connect_args={"check_same_thread": False})


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()


@app.get("/claims", response_model=list[ClaimPublic])
def read_claims(
    session: SessionDep, kind: str | None = None, offset: int = 0, limit: Annotated[int, Query(le=100)] = 50
) -> object:
    statement = select(Claim)
    if kind is not None:
        statement = statement.where(Claim.kind == kind)
    return session.exec(statement.order_by(col(Claim.essay_id), col(Claim.number)).offset(offset).limit(limit)).all()


@app.get("/claims-with-evidence", response_model=list[ClaimWithEvidence])
def read_claims_with_evidence(session: SessionDep, essay_id: str, limit: Annotated[int, Query(le=100)] = 50) -> object:
    return session.exec(select(Claim).where(Claim.essay_id == essay_id).order_by(col(Claim.number)).limit(limit)).all()


@app.get("/claims/{claim_id}", response_model=ClaimPublic)
def read_claim(claim_id: str, session: SessionDep) -> object:
    claim = session.get(Claim, claim_id)
    if not claim:
        raise HTTPException(status_code=404, detail="Claim not found")
    return claim
