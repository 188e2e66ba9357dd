"""The ledger's tables in SQLite, following the columns of the history.

Everything that repeats (words, files, the class of a link) is kept once and numbered, which keeps
rows small and quick to read back. The views at the end put the words back for a person with
a database browser.
"""

from graph_model.snapshot.history import LinkVersions, UnitVersions, columns

FORMAT = "1"
"""Raised when a release can no longer read what an older one wrote."""


def _versions(name: str, text: str, of: type[UnitVersions] | type[LinkVersions]) -> str:
    kept = ", ".join(f'"{column}" {"REAL" if column in REALS else "INTEGER"}' for column, _ in columns(of))
    return f"CREATE TABLE {name} (n INTEGER PRIMARY KEY, {text} TEXT NOT NULL, {kept})"


REALS = ("lat", "lon")

_LINK = (
    "SELECT v.id, c.force, h.id AS {source}, r.id AS {target}, {own}, date(v.since * 86400, 'unixepoch') AS since, "
    "date(v.until * 86400 - 86400, 'unixepoch') AS through, date(v.seen * 86400, 'unixepoch') AS seen, "
    "b.text AS basis, o.file, o.sheet, v.row, v.added AS import FROM link_versions v "
    "JOIN link_classes c ON c.n = v.link_class JOIN units h ON h.n = v.helper JOIN units r ON r.n = v.recipient "
    "JOIN words b ON b.n = v.basis JOIN words a ON a.n = v.agreement JOIN origins o ON o.n = v.origin "
    "WHERE v.removed IS NULL AND c.link = '{link}'"
)

TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE imports (n INTEGER PRIMARY KEY, time TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,"
    " program TEXT NOT NULL, counts TEXT NOT NULL, files TEXT NOT NULL, receipt TEXT NOT NULL)",
    "CREATE TABLE kinds (n INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE)",
    "CREATE TABLE words (n INTEGER PRIMARY KEY, text TEXT NOT NULL)",
    "CREATE TABLE origins (n INTEGER PRIMARY KEY, file TEXT NOT NULL, sheet TEXT NOT NULL, col TEXT NOT NULL)",
    "CREATE TABLE link_classes (n INTEGER PRIMARY KEY, link TEXT NOT NULL, force TEXT NOT NULL,"
    " role TEXT NOT NULL, post TEXT NOT NULL, field TEXT NOT NULL)",
    "CREATE TABLE units (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)",
    _versions("unit_versions", "name", UnitVersions),
    _versions("link_versions", "id", LinkVersions),
    "CREATE INDEX closed_units ON unit_versions (removed) WHERE removed IS NOT NULL",
    "CREATE INDEX closed_links ON link_versions (removed) WHERE removed IS NOT NULL",
    "CREATE TABLE small_versions (n INTEGER PRIMARY KEY, what TEXT NOT NULL, place INTEGER NOT NULL,"
    " body TEXT NOT NULL, added INTEGER NOT NULL, removed INTEGER, UNIQUE (what, place))",
    "CREATE VIEW current_units AS SELECT u.id, k.code AS kind, v.name, p.id AS parent, s.id AS stands_for,"
    " w.text AS scope, v.lat, v.lon, v.added AS import FROM unit_versions v JOIN units u ON u.n = v.unit"
    " JOIN kinds k ON k.n = v.kind LEFT JOIN units p ON p.n = v.parent LEFT JOIN units s ON s.n = v.stands_for"
    " JOIN words w ON w.n = v.scope WHERE v.removed IS NULL",
    "CREATE VIEW current_pairings AS "
    + _LINK.format(source="helper", target="recipient", own="c.role, a.text AS agreement", link="pairing"),
    "CREATE VIEW current_dispatches AS "
    + _LINK.format(source="sender", target="host", own="c.post, c.field, v.headcount", link="dispatch"),
)
