"""Lines that readers reported as wrong, for the operator."""

from __future__ import annotations

from sqlalchemy import select

from adapters.storage.database.engine import Database
from adapters.storage.database.schema import reports
from adapters.storage.database.upsert import insert_once
from briefs.model.chat import Report
from briefs.model.serialization import from_json, to_json


class Reports:
    """Reports with line, proof and version: readable even after the article was deleted."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    async def add(self, report: Report) -> bool:
        """Store a report; False if the same person has reported the same line before."""
        async with self._database.write() as connection:
            return await insert_once(
                connection,
                reports,
                key=report.key,
                platform=report.place.platform,
                workspace=report.place.workspace,
                channel=report.place.channel,
                person=report.person,
                report=to_json(report),
                at=report.at,
            )

    async def recent(self, *, limit: int) -> tuple[Report, ...]:
        """The newest reports."""
        query = select(reports.c.report).order_by(reports.c.at.desc(), reports.c.id.desc())
        async with self._database.read() as connection:
            found = await connection.execute(query.limit(limit))
            return tuple(from_json(Report, text) for text in found.scalars())
