"""Parts of the page of imports that are fetched by themselves: how a load went, and what an undo would do."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from graph_model.ledger.operation import Operation
from queries.changes import Row
from visuals.difference import Difference, sentence
from visuals.operations import kept_said
from visuals.pages.addresses import page_address
from visuals.pages.changed_rows import Name, changed_row
from visuals.pages.imports.listed import changes_words
from visuals.pages.imports.receipt import COUNTS, receipt_view
from visuals.pages.words.imports import WORDS
from visuals.templating import rendered
from visuals.words import Lang, said_from

_LISTED = 200
"""Changes and kept objects that are listed; the sentence counts all."""
_NO_DIFFERENCE: Mapping[str, Any] = {"sentence": "", "total": 0, "rows": ()}


def job_part(job: Mapping[str, Any], name: Name, lang: Lang, kept: Mapping[str, str]) -> str:
    """How a job has ended: `job` as the API tells it. Links keep the options of the page that asks."""
    receipt = job["receipt"]
    difference = receipt["difference"] if receipt and job["dry_run"] else _NO_DIFFERENCE
    rows = [_row(each) for each in difference["rows"]]
    named = _with_those_made(rows, name)
    view = receipt_view(receipt, lang) if receipt else None
    seq = receipt["import"] if receipt else None
    return rendered(
        "pages/import_job.html",
        **_shared(lang),
        job=job,
        view=view,
        refused=bool(receipt and not job["dry_run"] and seq is None),
        sentence=difference["sentence"],
        changed=[changed_row(row, named, lang) for row in rows[:_LISTED]],
        change_count=difference["total"],
        changes=changes_words(receipt["changes"], lang) if receipt else [],
        seq=seq,
        import_href=page_address("imports", seq, kept),
        changes_href=page_address("changes", None, {**kept, "since": seq - 1, "until": seq}) if seq else "",
        rejected=f"/api/v1/jobs/{job['id']}/rejected?format=xlsx" if job["rejected"] else "",
        marked=job["marked"],
    )


def undo_part(seq: int, operation: Operation, difference: Difference, name: Name, lang: Lang) -> str:
    """What taking an import back would do."""
    rows = difference.changes.page(0, _LISTED)
    return rendered(
        "pages/import_undo.html",
        **_shared(lang),
        number=seq,
        sentence=sentence(difference, 0, lang),
        changed=[changed_row(row, name, lang) for row in rows],
        change_count=difference.changes.total,
        kept=[kept_said(each, lang) for each in operation.kept[:_LISTED]],
        kept_count=len(operation.kept),
        changes=changes_words(operation.changes, lang),
    )


def _shared(lang: Lang) -> Mapping[str, Any]:
    return {"say": partial(said_from, WORDS, lang), "counts": COUNTS, "lang": lang}


def _row(told: Mapping[str, Any]) -> Row:
    return Row(**{("import_" if name == "import" else name): value for name, value in told.items()})


def _with_those_made(rows: Sequence[Row], name: Name) -> Name:
    """The names of units that this very load would bring or change, else those of the ledger."""
    brought = {row.id: row.after["name"] for row in rows if row.what == "unit" and row.after}
    return lambda unit_id: brought.get(unit_id) or name(unit_id)
