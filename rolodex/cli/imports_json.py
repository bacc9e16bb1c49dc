"""Imports as JSON: what one did or would do, what there are, and what rolling one back did."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rolodex.cli import as_json

if TYPE_CHECKING:
    from rolodex.book.batches import Batch, RolledBack
    from rolodex.book.reports import FileReport, ImportReport


def imported(report: ImportReport, *, dry_run: bool) -> dict[str, Any]:
    """What an import did, or would do; `change` is null where nothing was changed.

    Of a large file not everybody stands in `people`: `more_people` says how many there are besides.
    """
    return {
        "dry_run": dry_run,
        "files": [_file(file) for file in report.files],
        "new": report.new,
        "changed": report.changed,
        "same": report.same,
        "skipped": report.skipped,
        "date_only": report.date_only,
        "unknown": report.unknown,
        "likely_doubles": [
            {
                "file": likely.file,
                "line": likely.line,
                "name": likely.name,
                "contact": likely.contact,
                "contact_name": likely.contact_name,
                "reasons": list(likely.reasons),
                "sure": likely.sure,
            }
            for likely in report.likely
        ],
        "gone": report.gone,
        "left_out": report.left_out,
        "change": as_json.change(report.change) if report.change else None,
    }


def _file(file: FileReport) -> dict[str, Any]:
    return {
        "file": file.file,
        "format": file.format,
        "new": file.new,
        "changed": file.changed,
        "same": file.same,
        "broken": file.broken,
        "cut": file.cut,
        "skipped": [{"line": row.line, "why": row.why} for row in file.skipped],
        "date_only": file.date_only,
        "unknown": file.unknown,
        "kept_fields": list(file.kept),
        "people": [
            {
                "name": person.name,
                "line": person.line,
                "what": person.what,
                "edits": list(person.edits),
                "contact": person.contact or None,
                "updates": [
                    {"id": one.id, "what": one.what, "before": one.before, "after": one.after}
                    for one in person.updates
                ],
                "job": person.job,
                "by_name": person.by_name,
            }
            for person in file.people
        ],
        "more_people": file.more_people,
        "left_out": file.left_out,
        "interactions": [
            {"key": talk.key, "on": talk.on, "kind": talk.kind, "text": talk.text, "with": list(talk.names)}
            for talk in file.talks
        ],
        "more_interactions": file.more_talks,
        "gone": [{"contact": gone.contact, "name": gone.name} for gone in file.gone],
        "more_gone": file.more_gone,
    }


def batch(done: Batch) -> dict[str, Any]:
    """An import; `change` is what `undo` and `imports rollback` take."""
    return asdict(done)


def rolled_back(done: RolledBack) -> dict[str, Any]:
    """What a roll back did; `change` is null where nothing was changed."""
    return {
        "name": done.name,
        "removed": done.removed,
        "restored": done.restored,
        "kept": [asdict(person) for person in done.kept],
        "change": as_json.change(done.change) if done.change else None,
    }
