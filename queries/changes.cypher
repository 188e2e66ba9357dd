// What changed between two states of the ledger?
// :params {ask: {as_of: date('2026-11-24'), known_at: 3, since: 0, until: 3, skip: 0, limit: 100}}
CALL () {
  CALL () {
    MATCH (x:Unit|UnitVersion)
    UNWIND [{moment: x.import, is: 'after'}, {moment: x.removed, is: 'before'}] AS side
    RETURN x, side.moment AS moment, side.is AS is
    UNION ALL
    // Units of which an import changed no more than the names that the ledger remembers.
    MATCH (a:Alias|WasAlias)
    UNWIND [a.import, a.removed] AS moment
    WITH DISTINCT a.unit AS slot, moment
    MATCH (x:Unit|UnitVersion {slot: slot})
    WHERE x.import < moment AND coalesce(moment < x.removed, true)
    UNWIND ['after', 'before'] AS is
    RETURN x, moment, is
  }
  WITH x, moment, is, moment - CASE is WHEN 'before' THEN 1 ELSE 0 END AS known
  WHERE $ask.since < moment AND moment <= $ask.until
  RETURN 'unit' AS what, x.id AS id, moment AS import, is, {
    id: x.id, kind: x.kind, name: x.name, short_name: x.short_name, name_en: x.name_en,
    aliases: coalesce(x.aliases, []) + COLLECT {
      MATCH (n:Alias|WasAlias {unit: x.slot})
      WHERE n.import <= known AND coalesce(known < n.removed, true) AND NOT n.alias IN coalesce(x.aliases, [])
      RETURN n.alias ORDER BY n.n
    }, scope: coalesce(x.scope, []), lat: x.lat, lon: x.lon,
    parent: head(COLLECT { MATCH (other:Slot {slot: x.parent_slot}) RETURN other.id }),
    stands_for: head(COLLECT { MATCH (other:Slot {slot: x.stands_for_slot}) RETURN other.id }),
    since: toString(x.since), since_precision: CASE WHEN x.since IS NOT NULL
      THEN ['day', 'month', 'year'][x.precision % 3] END,
    through: toString(x.until - duration({days: 1})), through_precision: CASE WHEN x.until IS NOT NULL
      THEN ['day', 'month', 'year'][x.precision / 3 % 3] END, at: [x.origin, x.row]
  } AS version
  UNION ALL
  MATCH (a:Slot)-[x:PAIRED_WITH]->(b:Slot)
  UNWIND [{import: x.import, is: 'after'}, {import: x.removed, is: 'before'}] AS side
  WITH x, side, a, b WHERE $ask.since < side.import AND side.import <= $ask.until
  RETURN 'pairing' AS what, x.id AS id, side.import AS import, side.is AS is, {
    id: x.id, force: x.force, helper: a.id, recipient: b.id, role: x.role, agreement: x.agreement,
      since: toString(x.since), since_precision: CASE WHEN x.since IS NOT NULL
        THEN ['day', 'month', 'year'][x.precision % 3] END,
      through: toString(x.until - duration({days: 1})), through_precision: CASE WHEN x.until IS NOT NULL
        THEN ['day', 'month', 'year'][x.precision / 3 % 3] END,
      seen: toString(x.seen), basis: x.basis,
      note: x.note, at: [x.origin, x.row]
  } AS version
  UNION ALL
  MATCH (a:Slot)-[x:WAS_PAIRED_WITH]->(b:Slot)
  UNWIND [{import: x.import, is: 'after'}, {import: x.removed, is: 'before'}] AS side
  WITH x, side, a, b WHERE $ask.since < side.import AND side.import <= $ask.until
  RETURN 'pairing' AS what, x.id AS id, side.import AS import, side.is AS is, {
    id: x.id, force: x.force, helper: a.id, recipient: b.id, role: x.role, agreement: x.agreement,
      since: toString(x.since), since_precision: CASE WHEN x.since IS NOT NULL
        THEN ['day', 'month', 'year'][x.precision % 3] END,
      through: toString(x.until - duration({days: 1})), through_precision: CASE WHEN x.until IS NOT NULL
        THEN ['day', 'month', 'year'][x.precision / 3 % 3] END,
      seen: toString(x.seen), basis: x.basis,
      note: x.note, at: [x.origin, x.row]
  } AS version
  UNION ALL
  MATCH (a:Slot)-[x:DISPATCHED_TO]->(b:Slot)
  UNWIND [{import: x.import, is: 'after'}, {import: x.removed, is: 'before'}] AS side
  WITH x, side, a, b WHERE $ask.since < side.import AND side.import <= $ask.until
  RETURN 'dispatch' AS what, x.id AS id, side.import AS import, side.is AS is, {
    id: x.id, force: x.force, sender: a.id, host: b.id, post: x.post, field: x.field, headcount: x.headcount,
      since: toString(x.since), since_precision: CASE WHEN x.since IS NOT NULL
        THEN ['day', 'month', 'year'][x.precision % 3] END,
      through: toString(x.until - duration({days: 1})), through_precision: CASE WHEN x.until IS NOT NULL
        THEN ['day', 'month', 'year'][x.precision / 3 % 3] END,
      seen: toString(x.seen), basis: x.basis,
      note: x.note, at: [x.origin, x.row]
  } AS version
  UNION ALL
  MATCH (a:Slot)-[x:WAS_DISPATCHED_TO]->(b:Slot)
  UNWIND [{import: x.import, is: 'after'}, {import: x.removed, is: 'before'}] AS side
  WITH x, side, a, b WHERE $ask.since < side.import AND side.import <= $ask.until
  RETURN 'dispatch' AS what, x.id AS id, side.import AS import, side.is AS is, {
    id: x.id, force: x.force, sender: a.id, host: b.id, post: x.post, field: x.field, headcount: x.headcount,
      since: toString(x.since), since_precision: CASE WHEN x.since IS NOT NULL
        THEN ['day', 'month', 'year'][x.precision % 3] END,
      through: toString(x.until - duration({days: 1})), through_precision: CASE WHEN x.until IS NOT NULL
        THEN ['day', 'month', 'year'][x.precision / 3 % 3] END,
      seen: toString(x.seen), basis: x.basis,
      note: x.note, at: [x.origin, x.row]
  } AS version
  UNION ALL
  MATCH (x:Return|WasReturn)
  UNWIND [{import: x.import, is: 'after'}, {import: x.removed, is: 'before'}] AS side
  WITH x, side WHERE $ask.since < side.import AND side.import <= $ask.until
  RETURN 'return' AS what, x.id AS id, side.import AS import, side.is AS is, {
    id: x.id, table: CASE x.table WHEN 'dispatch' THEN 'dispatches' ELSE 'pairings' END,
      within: head(COLLECT { MATCH (other:Slot {slot: x.within}) RETURN other.id }),
      kind: x.kind, force: x.force, as_of: toString(x.as_of),
    as_of_precision: ['day', 'month', 'year'][x.precision], basis: x.basis, at: [x.origin, x.row]
  } AS version
  UNION ALL
  // A rule that is expanded stands once for each force: here it is one.
  MATCH (x:Rule|WasRule)
  UNWIND [{import: x.import, is: 'after'}, {import: x.removed, is: 'before'}] AS side
  WITH x, side WHERE $ask.since < side.import AND side.import <= $ask.until
  RETURN DISTINCT 'rule' AS what, x.declared AS id, side.import AS import, side.is AS is, {
    id: x.declared, pack: x.pack, title: coalesce(x.declared_title, x.title),
      title_en: coalesce(x.declared_title_en, x.title_en),
    group: x.group, scope: x.scope, recipient: x.recipient, link: x.link, force: coalesce(x.declared_force, x.force),
    helper: x.helper, post: x.post, field: x.field, role: x.role, each: x.each, needs: x.needs, min: x.min, max: x.max,
    inherit: x.inherit, since: toString(x.since), through: toString(x.until - duration({days: 1})), clause: x.clause,
    at: [x.origin, x.row]
  } AS version
}
WITH import, what, id, head(collect(CASE is WHEN 'before' THEN version END)) AS before,
  head(collect(CASE is WHEN 'after' THEN version END)) AS after
WHERE import <= $ask.known_at
ORDER BY import, what, id
WITH collect({import: import, what: what, id: id, before: before, after: after}) AS found
UNWIND found[$ask.skip..$ask.skip + $ask.limit] AS row
WITH row, row.before AS before, row.after AS after, size(found) AS total
WITH row, before, after, total, [name IN keys(after) WHERE name <> 'at'
  AND NOT coalesce(after[name] = before[name], after[name] IS NULL AND before[name] IS NULL)] AS differing
MATCH (o:Origin {n: coalesce(after, before).at[0]})
RETURN CASE
    WHEN before IS NULL THEN 'added'
    WHEN after IS NULL THEN 'withdrawn'
    // Ended: only its last day appeared, or moved earlier.
    WHEN size(differing) > 0 AND all(name IN differing WHERE name IN ['through', 'through_precision'])
      AND after.through IS NOT NULL AND coalesce(after.through < before.through, before.through IS NULL) THEN 'ended'
    ELSE 'corrected'
  END AS change, row.what AS what, row.id AS id, before, after, row.import AS import, o.file AS file,
  CASE o.sheet WHEN '' THEN null ELSE o.sheet END AS sheet, coalesce(after, before).at[1] AS row, total
ORDER BY import, what, id
