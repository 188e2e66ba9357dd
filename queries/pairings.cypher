// Who helps whom?
// :params {ask: {as_of: date('2026-11-24'), known_at: 3, helper: null, recipient: null, kind: null, role: null,
//   force: null, within: '513400', all_time: false, skip: 0, limit: 100, total: null}}
CALL () {
  // How many there are; who leafs on knows that from the page before.
  UNWIND CASE WHEN $ask.total IS NULL THEN [1] ELSE [] END AS once
  CALL (once) {
    MATCH (:Slot {id: $ask.helper})-[l:PAIRED_WITH|WAS_PAIRED_WITH]->(b:Slot) WHERE $ask.helper IS NOT NULL
    RETURN l, b
    UNION ALL
    MATCH (:Slot)-[l:PAIRED_WITH|WAS_PAIRED_WITH]->(b:Slot {id: $ask.recipient}) WHERE $ask.helper IS NULL
      AND $ask.recipient IS NOT NULL
    RETURN l, b
    UNION ALL
    // By the index of numbers: starting from units took twice the time.
    MATCH (:Slot)-[l:PAIRED_WITH]->(b:Slot) USING INDEX l:PAIRED_WITH(n)
    WHERE l.n >= 0 AND $ask.helper IS NULL AND $ask.recipient IS NULL
    RETURN l, b
    UNION ALL
    MATCH (:Slot)-[l:WAS_PAIRED_WITH]->(b:Slot) WHERE $ask.helper IS NULL AND $ask.recipient IS NULL
    RETURN l, b
  }
  WITH l, b
  WHERE l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
    AND ($ask.all_time OR coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true))
    AND ($ask.recipient IS NULL OR b.id = $ask.recipient)
    AND ($ask.force IS NULL OR l.force = $ask.force)
    AND ($ask.role IS NULL OR l.role = $ask.role)
    AND ($ask.kind IS NULL OR (CASE WHEN b.import <= $ask.known_at THEN b
        ELSE head([(b)-[:WAS]->(former:UnitVersion)
          WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind = $ask.kind)
    AND ($ask.within IS NULL OR EXISTS {
        MATCH (b)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(:Slot {id: $ask.within})
        WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
      })
  RETURN count(l) AS counted
}
CALL (counted) {
  // The page: from the end that is asked for, if one is; else from the index, which has the links in order.
  MATCH (a:Slot {id: $ask.helper})-[l:PAIRED_WITH|WAS_PAIRED_WITH]->(b:Slot)
  WHERE $ask.helper IS NOT NULL AND l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
    AND ($ask.all_time OR coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true))
    AND ($ask.recipient IS NULL OR b.id = $ask.recipient)
    AND ($ask.force IS NULL OR l.force = $ask.force)
    AND ($ask.role IS NULL OR l.role = $ask.role)
    AND ($ask.kind IS NULL OR (CASE WHEN b.import <= $ask.known_at THEN b
        ELSE head([(b)-[:WAS]->(former:UnitVersion)
          WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind = $ask.kind)
    AND ($ask.within IS NULL OR EXISTS {
        MATCH (b)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(:Slot {id: $ask.within})
        WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
      })
  RETURN a, l, b ORDER BY l.id LIMIT $ask.skip + $ask.limit
  UNION ALL
  MATCH (a:Slot)-[l:PAIRED_WITH|WAS_PAIRED_WITH]->(b:Slot {id: $ask.recipient})
  WHERE $ask.helper IS NULL AND $ask.recipient IS NOT NULL
    AND l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
    AND ($ask.all_time OR coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true))
    AND ($ask.recipient IS NULL OR b.id = $ask.recipient)
    AND ($ask.force IS NULL OR l.force = $ask.force)
    AND ($ask.role IS NULL OR l.role = $ask.role)
    AND ($ask.kind IS NULL OR (CASE WHEN b.import <= $ask.known_at THEN b
        ELSE head([(b)-[:WAS]->(former:UnitVersion)
          WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind = $ask.kind)
    AND ($ask.within IS NULL OR EXISTS {
        MATCH (b)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(:Slot {id: $ask.within})
        WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
      })
  RETURN a, l, b ORDER BY l.id LIMIT $ask.skip + $ask.limit
  UNION ALL
  MATCH (a:Slot)-[l:PAIRED_WITH]->(b:Slot) USING INDEX l:PAIRED_WITH(id)
  WHERE l.id >= '' AND $ask.helper IS NULL AND $ask.recipient IS NULL AND l.import <= $ask.known_at
    AND coalesce($ask.known_at < l.removed, true)
    AND ($ask.all_time OR coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true))
    AND ($ask.recipient IS NULL OR b.id = $ask.recipient)
    AND ($ask.force IS NULL OR l.force = $ask.force)
    AND ($ask.role IS NULL OR l.role = $ask.role)
    AND ($ask.kind IS NULL OR (CASE WHEN b.import <= $ask.known_at THEN b
        ELSE head([(b)-[:WAS]->(former:UnitVersion)
          WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind = $ask.kind)
    AND ($ask.within IS NULL OR EXISTS {
        MATCH (b)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(:Slot {id: $ask.within})
        WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
      })
  RETURN a, l, b ORDER BY l.id LIMIT $ask.skip + $ask.limit
  UNION ALL
  MATCH (a:Slot)-[l:WAS_PAIRED_WITH]->(b:Slot) WHERE $ask.helper IS NULL AND $ask.recipient IS NULL
    AND l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
    AND ($ask.all_time OR coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true))
    AND ($ask.recipient IS NULL OR b.id = $ask.recipient)
    AND ($ask.force IS NULL OR l.force = $ask.force)
    AND ($ask.role IS NULL OR l.role = $ask.role)
    AND ($ask.kind IS NULL OR (CASE WHEN b.import <= $ask.known_at THEN b
        ELSE head([(b)-[:WAS]->(former:UnitVersion)
          WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind = $ask.kind)
    AND ($ask.within IS NULL OR EXISTS {
        MATCH (b)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(:Slot {id: $ask.within})
        WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
      })
  RETURN a, l, b ORDER BY l.id LIMIT $ask.skip + $ask.limit
}
WITH a, l, b, coalesce($ask.total, counted) AS total ORDER BY l.id SKIP $ask.skip LIMIT $ask.limit
MATCH (o:Origin {n: l.origin})
WITH a, l, b, o, total, CASE WHEN a.import <= $ask.known_at THEN a
    ELSE head([(a)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END AS av,
  CASE WHEN b.import <= $ask.known_at THEN b
    ELSE head([(b)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END AS bv
RETURN l.id AS id, l.force AS force, a.id AS helper, av.name AS helper_name, av.kind AS helper_kind,
  b.id AS recipient, bv.name AS recipient_name, bv.kind AS recipient_kind, l.role AS role, l.agreement AS agreement,
  toString(l.since) AS since, CASE WHEN l.since IS NOT NULL
    THEN ['day', 'month', 'year'][l.precision % 3] END AS since_precision,
  toString(l.until - duration({days: 1})) AS through, CASE WHEN l.until IS NOT NULL
    THEN ['day', 'month', 'year'][l.precision / 3 % 3] END AS through_precision,
  toString(l.seen) AS seen, l.basis AS basis, o.file AS file, CASE o.sheet WHEN '' THEN null ELSE o.sheet END AS sheet,
  l.row AS row, l.import AS import, CASE o.column WHEN '' THEN null ELSE o.column END AS column, total
ORDER BY id
