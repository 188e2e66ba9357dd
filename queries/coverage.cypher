// How far is each rule met, by rule, group, county, prefecture or province?
// :params {ask: {as_of: date('2026-11-24'), known_at: 3, by: 'county', rule: null, group: null, force: null,
//   within: '513400', skip: 0, limit: 100}}
OPTIONAL MATCH (place:Slot {id: $ask.within})
WITH place.slot AS within
MATCH (rule:Rule|WasRule)
WHERE rule.import <= $ask.known_at AND coalesce($ask.known_at < rule.removed, true)
  AND ($ask.rule IS NULL OR $ask.rule IN [rule.id, rule.declared])
  AND ($ask.group IS NULL OR rule.group = $ask.group)
  AND ($ask.force IS NULL OR $ask.force IN rule.force)
WITH within, properties(rule) AS rule
// Once for each rule: who carries its tag, whom a link reaches from which others inherit, where returns speak.
CALL (rule) {
  MATCH (tagged:Tagged|WasTagged)
  WHERE rule.scope IN tagged.scope AND tagged.import <= $ask.known_at AND coalesce($ask.known_at < tagged.removed, true)
  RETURN collect(tagged.slot) AS tagged
}
CALL (rule) {
  UNWIND CASE WHEN rule.inherit THEN [1] ELSE [] END AS once
  MATCH (h:Slot)-[l:PAIRED_WITH|WAS_PAIRED_WITH|DISPATCHED_TO|WAS_DISPATCHED_TO]->(w:Slot)
  WHERE type(l) IN rule.types AND l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
    AND (rule.force = [] OR l.force IN rule.force) AND (rule.role = [] OR l.role IN rule.role)
    AND (rule.post = [] OR l.post IN rule.post) AND (rule.field = [] OR l.field IN rule.field)
    AND (rule.needs = [] OR l.agreement IS NOT NULL)
    AND coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true)
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
CALL (rule) {
  MATCH (told:Return|WasReturn)
  WHERE told.import <= $ask.known_at AND coalesce($ask.known_at < told.removed, true) AND told.table = rule.link
    AND told.as_of <= $ask.as_of
    AND (told.force IS NULL OR rule.force = [told.force])
  RETURN collect(DISTINCT told.within) AS told_at, collect(DISTINCT CASE WHEN told.kind IS NULL THEN told.within END) AS told_all
}
OPTIONAL CALL (rule, tagged, reached, told_at, told_all, within) {
  WITH rule WHERE coalesce(rule.since <= $ask.as_of, true) AND coalesce($ask.as_of < rule.until, true)
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
    AND coalesce(v.since <= $ask.as_of, true) AND coalesce($ask.as_of < v.until, true)
  // What lies above is the same for all units of one place: it is looked at once for all of them.
  WITH v.parent_slot AS parent, collect([u, v]) AS units
  WITH units, parent, COLLECT {
    MATCH (:Slot {slot: parent})-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(above:Slot)
    WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    RETURN above.slot
  } AS above
  WITH units, parent, rule.scope IS NULL OR any(slot IN above WHERE slot IN tagged) AS in_scope,
    $ask.within IS NULL OR within IN above AS in_place,
    rule.inherit AND any(slot IN above WHERE slot IN reached) AS inherits,
    any(slot IN above WHERE slot IN told_at) AS is_told, any(slot IN above WHERE slot IN told_all) AS is_told_all
  WITH *, CASE WHEN $ask.by IN ['rule', 'group'] THEN null ELSE head(COLLECT {
    MATCH p = (:Slot {slot: parent})-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(place:Slot)
    WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
      AND (CASE WHEN place.import <= $ask.known_at THEN place
    ELSE head([(place)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind = $ask.by
    RETURN place ORDER BY length(p) LIMIT 1
  }) END AS upper
  UNWIND units AS unit
  WITH unit[0] AS u, unit[1] AS v, in_scope, in_place, inherits, is_told, is_told_all, upper
  // In scope is a unit that carries the tag, or lies within one that does.
  WHERE (in_scope OR u.slot IN tagged) AND (in_place OR u.slot = within)
  WITH rule, u, v, inherits, is_told, is_told_all, CASE WHEN v.kind = $ask.by THEN u ELSE upper END AS place
  CALL (rule, u) {
    // Links to the unit or to what stands for it; the helper is the unit that the sender stands for.
    MATCH (u)<-[by:STANDS_FOR|WAS_STANDS_FOR*0..1]-(w:Slot)<-[l:PAIRED_WITH|WAS_PAIRED_WITH|DISPATCHED_TO|WAS_DISPATCHED_TO]-(h:Slot)
    WHERE all(x IN by WHERE x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
      AND type(l) IN rule.types AND l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
      AND (rule.force = [] OR l.force IN rule.force) AND (rule.role = [] OR l.role IN rule.role)
      AND (rule.post = [] OR l.post IN rule.post) AND (rule.field = [] OR l.field IN rule.field)
      AND (rule.needs = [] OR l.agreement IS NOT NULL)
    WITH rule, l.since AS since, coalesce(l.since, l.seen) AS from, l.until AS until,
      CASE WHEN h.import <= $ask.known_at AND h.stands_for_slot IS NULL THEN h
      ELSE coalesce(head([(h)-[s:STANDS_FOR|WAS_STANDS_FOR]->(g:Slot) WHERE s.import <= $ask.known_at
        AND coalesce($ask.known_at < s.removed, true) | g]), h) END AS helper
    WHERE rule.helper = [] OR (CASE WHEN helper.import <= $ask.known_at THEN helper
      ELSE head([(helper)-[:WAS]->(former:UnitVersion)
        WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind IN rule.helper
    RETURN count(DISTINCT CASE WHEN from <= $ask.as_of AND coalesce($ask.as_of < until, true) THEN helper END) AS n,
      count(CASE WHEN since > $ask.as_of THEN 1 END) AS coming, count(CASE WHEN until <= $ask.as_of THEN 1 END) AS gone
  }
  WITH rule, n, place,
    CASE
      WHEN n > rule.max THEN 'over'
      WHEN n >= rule.min THEN 'covered'
      WHEN n > 0 THEN 'partial'
      WHEN inherits THEN 'inherited'
      WHEN coming > 0 THEN 'planned'
      WHEN gone > 0 THEN 'lapsed'
      WHEN NOT (is_told OR u.slot IN told_at) THEN 'unknown'
      // A return of all kinds, for a unit that was always there, needs no further look.
      WHEN (is_told_all OR u.slot IN told_all) AND v.since IS NULL AND v.until IS NULL THEN 'uncovered'
      WHEN EXISTS {
        MATCH (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(:Slot)<-[:WITHIN]-(told:Return|WasReturn)
        WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
          AND told.import <= $ask.known_at AND coalesce($ask.known_at < told.removed, true) AND told.table = rule.link
          AND coalesce(told.kind = v.kind, true) AND (told.force IS NULL OR rule.force = [told.force])
          AND told.as_of <= $ask.as_of AND coalesce(v.since <= told.as_of, true)
            AND coalesce(told.as_of < v.until, true)
      } THEN 'uncovered'
      ELSE 'unknown'
    END AS state
  RETURN place, state, count(*) AS units, sum(CASE WHEN n < rule.min THEN n ELSE rule.min END) AS filled
}
WITH * WHERE state IS NOT NULL OR $ask.by IN ['rule', 'group']
WITH CASE $ask.by WHEN 'group' THEN null ELSE rule.id END AS id,
  CASE $ask.by WHEN 'group' THEN null ELSE rule.title END AS title, coalesce(rule.group, '') AS group, place,
  sum(units) AS applies,
  sum(CASE state WHEN 'covered' THEN units END) AS covered, sum(CASE state WHEN 'over' THEN units END) AS over,
  sum(CASE state WHEN 'partial' THEN units END) AS partial, sum(CASE state WHEN 'inherited' THEN units END) AS inherited,
  sum(CASE state WHEN 'planned' THEN units END) AS planned, sum(CASE state WHEN 'lapsed' THEN units END) AS lapsed,
  sum(CASE state WHEN 'uncovered' THEN units END) AS uncovered, sum(CASE state WHEN 'unknown' THEN units END) AS unknown,
  sum(units * rule.min) AS slots, sum(filled) AS filled
ORDER BY CASE $ask.by WHEN 'group' THEN group ELSE id END, coalesce(place.id, '')
WITH collect({id: id, title: title, group: group, place: place, counts:
  [applies, covered, over, partial, inherited, planned, lapsed, uncovered, unknown, slots, filled]}) AS found
UNWIND found[$ask.skip..$ask.skip + $ask.limit] AS row
WITH row, row.place AS place, row.counts AS counts, size(found) AS total
RETURN row.id AS rule, row.title AS title, row.group AS group, place.id AS place,
  (CASE WHEN place.import <= $ask.known_at THEN place
    ELSE head([(place)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).name AS place_name,
  counts[0] AS applies, counts[1] AS covered, counts[2] AS over, counts[3] AS partial, counts[4] AS inherited,
  counts[5] AS planned, counts[6] AS lapsed, counts[7] AS uncovered, counts[8] AS unknown, counts[9] AS slots,
  counts[10] AS filled, total
ORDER BY CASE $ask.by WHEN 'group' THEN group ELSE rule END, coalesce(place, '')
