// How does coverage move from month to month, and which links end at each drop?
// :params {ask: {as_of: date('2026-11-24'), known_at: 3, from: date('2026-01-01'), to: date('2027-11-01'),
//   rule: null, group: null, within: '513400', skip: 0, limit: 100}}
OPTIONAL MATCH (place:Slot {id: $ask.within})
WITH place.slot AS within
MATCH (rule:Rule|WasRule)
WHERE rule.import <= $ask.known_at AND coalesce($ask.known_at < rule.removed, true)
  AND ($ask.rule IS NULL OR $ask.rule IN [rule.id, rule.declared])
  AND ($ask.group IS NULL OR rule.group = $ask.group)
UNWIND range(0, 12 * ($ask.to.year - $ask.from.year) + $ask.to.month - $ask.from.month) AS number
WITH within, properties(rule) AS rule, $ask.from + duration({months: number}) AS first
ORDER BY first, rule.id
WITH within, collect({rule: rule, first: first}) AS found
UNWIND found[$ask.skip..$ask.skip + $ask.limit] AS row
WITH within, row.rule AS rule, row.first AS first, row.first + duration({months: 1}) AS beyond, size(found) AS total
WITH within, rule, first, beyond, beyond - duration({days: 1}) AS day, total
// Once for each rule: who carries its tag, whom a link reaches from which others inherit, where returns speak.
CALL (rule) {
  MATCH (tagged:Tagged|WasTagged)
  WHERE rule.scope IN tagged.scope AND tagged.import <= $ask.known_at AND coalesce($ask.known_at < tagged.removed, true)
  RETURN collect(tagged.slot) AS tagged
}
CALL (rule, day) {
  UNWIND CASE WHEN rule.inherit THEN [1] ELSE [] END AS once
  MATCH (h:Slot)-[l:PAIRED_WITH|WAS_PAIRED_WITH|DISPATCHED_TO|WAS_DISPATCHED_TO]->(w:Slot)
  WHERE type(l) IN rule.types AND l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
    AND (rule.force = [] OR l.force IN rule.force) AND (rule.role = [] OR l.role IN rule.role)
    AND (rule.post = [] OR l.post IN rule.post) AND (rule.field = [] OR l.field IN rule.field)
    AND (rule.needs = [] OR l.agreement IS NOT NULL)
    AND coalesce(l.since, l.seen) <= day AND coalesce(day < l.until, true)
  WITH CASE WHEN w.import <= $ask.known_at AND w.stands_for_slot IS NULL THEN w
    ELSE coalesce(head([(w)-[s:STANDS_FOR|WAS_STANDS_FOR]->(g:Slot) WHERE s.import <= $ask.known_at
      AND coalesce($ask.known_at < s.removed, true) | g]), w) END AS target,
    CASE WHEN h.import <= $ask.known_at AND h.stands_for_slot IS NULL THEN h
    ELSE coalesce(head([(h)-[s:STANDS_FOR|WAS_STANDS_FOR]->(g:Slot) WHERE s.import <= $ask.known_at
      AND coalesce($ask.known_at < s.removed, true) | g]), h) END AS helper
  WHERE rule.helper = [] OR (CASE WHEN helper.import <= $ask.known_at THEN helper
    ELSE head([(helper)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind IN rule.helper
  RETURN collect(DISTINCT target.slot) AS reached
}
CALL (rule, day) {
  MATCH (told:Return|WasReturn)
  WHERE told.import <= $ask.known_at AND coalesce($ask.known_at < told.removed, true) AND told.table = rule.link
    AND told.as_of <= day
    AND (told.force IS NULL OR rule.force = [told.force])
  RETURN collect(DISTINCT told.within) AS told_at, collect(DISTINCT CASE WHEN told.kind IS NULL THEN told.within END) AS told_all
}
OPTIONAL CALL (rule, tagged, within, day) {
  // Units as the ledger held them: by what they are now, or by former values.
  CALL (rule) {
    MATCH (u:Unit)
    WHERE u.kind IN rule.recipient AND u.import <= $ask.known_at
    RETURN u, u AS v
    UNION ALL
    MATCH (v:UnitVersion)<-[:WAS]-(u:Slot)
    WHERE v.kind IN rule.recipient AND v.import <= $ask.known_at AND coalesce($ask.known_at < v.removed, true)
    RETURN u, v
  }
  WITH u, v
  WHERE v.stands_for_slot IS NULL
    AND coalesce(rule.since <= day, true) AND coalesce(day < rule.until, true)
    AND coalesce(v.since <= day, true) AND coalesce(day < v.until, true)
  // What lies above the unit; where no tag and no place is asked for, only units without a helper need it, later.
  WITH u, v, CASE WHEN rule.scope IS NULL AND $ask.within IS NULL THEN null ELSE COLLECT {
    MATCH (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(above:Slot)
    WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    RETURN above.slot
  } END AS chain
  // In scope is a unit that carries the tag, or lies within one that does.
  WHERE (rule.scope IS NULL OR any(above IN chain WHERE above IN tagged))
    AND ($ask.within IS NULL OR within IN chain)
  RETURN u, v, chain
}
CALL (rule, u, day, first, beyond) {
  // Links to the unit or to what stands for it; the helper is the unit that the sender stands for.
  MATCH (u)<-[by:STANDS_FOR|WAS_STANDS_FOR*0..1]-(w:Slot)<-[l:PAIRED_WITH|WAS_PAIRED_WITH|DISPATCHED_TO|WAS_DISPATCHED_TO]-(h:Slot)
  WHERE all(x IN by WHERE x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    AND type(l) IN rule.types AND l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
    AND (rule.force = [] OR l.force IN rule.force) AND (rule.role = [] OR l.role IN rule.role)
    AND (rule.post = [] OR l.post IN rule.post) AND (rule.field = [] OR l.field IN rule.field)
    AND (rule.needs = [] OR l.agreement IS NOT NULL)
  WITH rule, l, CASE WHEN h.import <= $ask.known_at AND h.stands_for_slot IS NULL THEN h
    ELSE coalesce(head([(h)-[s:STANDS_FOR|WAS_STANDS_FOR]->(g:Slot) WHERE s.import <= $ask.known_at
      AND coalesce($ask.known_at < s.removed, true) | g]), h) END AS helper
  WHERE rule.helper = [] OR (CASE WHEN helper.import <= $ask.known_at THEN helper
    ELSE head([(helper)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind IN rule.helper
  RETURN count(DISTINCT CASE WHEN coalesce(l.since, l.seen) <= day
    AND coalesce(day < l.until, true) THEN helper END) AS n,
    count(CASE WHEN l.since > day THEN 1 END) AS coming,
    count(CASE WHEN l.until <= day THEN 1 END) AS gone,
    collect(CASE WHEN first <= l.until AND l.until < beyond THEN l.id END) AS ending
}
WITH rule, u, v, chain, reached, told_at, told_all, n, coming, gone, first, day, ending, total,
  CASE
    WHEN u IS NULL THEN null
    WHEN n > rule.max THEN 'over'
    WHEN n >= rule.min THEN 'covered'
    WHEN n > 0 THEN 'partial'
    WHEN NOT rule.inherit AND coming > 0 THEN 'planned'
    WHEN NOT rule.inherit AND gone > 0 THEN 'lapsed'
    ELSE head([line IN [coalesce(chain, COLLECT {
      MATCH (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(above:Slot)
      WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
      RETURN above.slot
    })] | CASE
      WHEN rule.inherit AND any(above IN line[1..] WHERE above IN reached) THEN 'inherited'
      WHEN coming > 0 THEN 'planned'
      WHEN gone > 0 THEN 'lapsed'
      WHEN NOT any(above IN line WHERE above IN told_at) THEN 'unknown'
      // A return of all kinds, for a unit that was always there, needs no further look.
      WHEN v.since IS NULL AND v.until IS NULL AND any(above IN line WHERE above IN told_all) THEN 'uncovered'
      WHEN EXISTS {
        MATCH (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(:Slot)<-[:WITHIN]-(told:Return|WasReturn)
        WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
          AND told.import <= $ask.known_at AND coalesce($ask.known_at < told.removed, true) AND told.table = rule.link
          AND coalesce(told.kind = v.kind, true) AND (told.force IS NULL OR rule.force = [told.force])
          AND told.as_of <= day AND coalesce(v.since <= told.as_of, true) AND coalesce(told.as_of < v.until, true)
      } THEN 'uncovered'
      ELSE 'unknown'
    END])
  END AS state
WITH rule.id AS rule_id, first, day, total,
  count(u) AS applies, count(CASE WHEN state IN ['covered', 'over'] THEN 1 END) AS met,
  count(CASE WHEN state = 'unknown' THEN 1 END) AS unknown, collect(ending) AS endings
RETURN left(toString(first), 7) AS month, day <= $ask.as_of AS past, rule_id AS rule, applies, met,
  applies - met - unknown AS gap, unknown,
  COLLECT { UNWIND endings AS ending UNWIND ending AS id RETURN id ORDER BY id } AS ending, total
ORDER BY month, rule
