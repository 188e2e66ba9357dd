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
// Once for each rule: who carries its tag, and where returns speak.
CALL (rule) {
  MATCH (tagged:Tagged|WasTagged)
  WHERE rule.scope IN tagged.scope AND tagged.import <= $ask.known_at AND coalesce($ask.known_at < tagged.removed, true)
  RETURN collect(tagged.slot) AS tagged
}
CALL (rule) {
  MATCH (told:Return|WasReturn)
  WHERE told.import <= $ask.known_at AND coalesce($ask.known_at < told.removed, true) AND told.table = rule.link
    AND told.as_of <= $ask.as_of
    AND (told.force IS NULL OR rule.force = [told.force])
  RETURN collect(DISTINCT told.within) AS told_at,
    collect(DISTINCT CASE WHEN told.kind IS NULL THEN told.within END) AS told_all
}
WITH within, collect({rule: rule, tagged: tagged, told_at: told_at, told_all: told_all}) AS owed
// Once for each kind, whatever rules it is under: its units by the place they lie in, and what lies above that.
UNWIND COLLECT { UNWIND owed AS each UNWIND each.rule.recipient AS kind RETURN DISTINCT kind } AS kind
CALL (kind, within) {
  CALL (kind) {
    // Units as the ledger held them: by what they are now, or by former values. Whose links count for a unit is
    // `linked`: the unit itself, and on rows of their own those that stand for it.
    MATCH (u:Unit)
    WHERE u.kind = kind AND u.import <= $ask.known_at
    RETURN u, u AS v, u AS linked
    UNION ALL
    MATCH (v:UnitVersion)<-[:WAS]-(u:Slot)
    WHERE v.kind = kind AND v.import <= $ask.known_at AND coalesce($ask.known_at < v.removed, true)
    RETURN u, v, u AS linked
    UNION ALL
    MATCH (linked:Slot)-[s:STANDS_FOR|WAS_STANDS_FOR]->(u:Slot)
    WHERE s.import <= $ask.known_at AND coalesce($ask.known_at < s.removed, true)
    WITH u, linked, CASE WHEN u.import <= $ask.known_at THEN u
      ELSE head([(u)-[:WAS]->(former:UnitVersion)
        WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END AS v
    WHERE v.kind = kind
    RETURN u, v, linked
  }
  WITH u, v, linked
  WHERE v.stands_for_slot IS NULL
    AND coalesce(v.since <= $ask.as_of, true) AND coalesce($ask.as_of < v.until, true)
  // Two lists side by side: a list of pairs would hold one more list for each unit.
  WITH v.parent_slot AS parent, v.since AS since, v.until AS until, collect(u) AS units, collect(linked) AS linked
  WITH *, COLLECT {
    MATCH p = (:Slot {slot: parent})-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(place:Slot)
    WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    RETURN place ORDER BY length(p)
  } AS places
  WITH *, [place IN places | place.slot] AS above,
    head([place IN places WHERE (CASE WHEN place.import <= $ask.known_at THEN place
      ELSE head([(place)-[:WAS]->(former:UnitVersion)
        WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind = $ask.by
    ]) AS upper
  RETURN collect({since: since, until: until, units: units, linked: linked, above: above, upper: upper,
    in_place: $ask.within IS NULL OR within IN above}) AS places
}
UNWIND owed AS each
WITH kind, within, places, each.rule AS rule, each.tagged AS tagged, each.told_at AS told_at, each.told_all AS told_all
WHERE kind IN rule.recipient
// Whom a link reaches from which others inherit.
CALL (kind, rule, places) {
  UNWIND CASE WHEN rule.inherit THEN places ELSE [] END AS place
  UNWIND place.above AS slot
  WITH DISTINCT slot
  MATCH (target:Slot {slot: slot})<-[by:STANDS_FOR|WAS_STANDS_FOR*0..1]-(w:Slot)
    <-[l:PAIRED_WITH|WAS_PAIRED_WITH|DISPATCHED_TO|WAS_DISPATCHED_TO]-(h:Slot)
  WHERE all(x IN by WHERE x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    AND (size(by) = 1 OR NOT EXISTS { MATCH (target)-[s:STANDS_FOR|WAS_STANDS_FOR]->(:Slot)
      WHERE s.import <= $ask.known_at AND coalesce($ask.known_at < s.removed, true) })
    AND type(l) IN rule.types AND l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
    AND (rule.force = [] OR l.force IN rule.force) AND (rule.role = [] OR l.role IN rule.role)
    AND (rule.post = [] OR l.post IN rule.post) AND (rule.field = [] OR l.field IN rule.field)
    AND (rule.needs = [] OR l.agreement IS NOT NULL)
    AND coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true)
  WITH slot, CASE WHEN h.import <= $ask.known_at AND h.stands_for_slot IS NULL THEN h
    ELSE coalesce(head([(h)-[s:STANDS_FOR|WAS_STANDS_FOR]->(g:Slot) WHERE s.import <= $ask.known_at
      AND coalesce($ask.known_at < s.removed, true) | g]), h) END AS helper
  WHERE rule.helper = [] OR (CASE WHEN helper.import <= $ask.known_at THEN helper
    ELSE head([(helper)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind IN rule.helper
  RETURN collect(DISTINCT slot) AS reached
}
OPTIONAL CALL (kind, within, places, rule, tagged, reached, told_at, told_all) {
  // What each link is held against stands in variables: taking it from the rule each time took a tenth longer.
  WITH rule.types AS types, rule.force AS forces, rule.role AS roles, rule.post AS posts, rule.field AS fields,
    rule.needs = [] AS needs_nothing, rule.helper AS helpers
  WHERE coalesce(rule.since <= $ask.as_of, true) AND coalesce($ask.as_of < rule.until, true)
  UNWIND places AS met
  WITH types, forces, roles, posts, fields, needs_nothing, helpers, met.since AS since, met.until AS until,
    met.units AS units, met.linked AS linked, met.in_place AS in_place, met.upper AS upper,
    rule.scope IS NULL OR any(slot IN met.above WHERE slot IN tagged) AS in_scope,
    rule.inherit AND any(slot IN met.above WHERE slot IN reached) AS inherits,
    any(slot IN met.above WHERE slot IN told_at) AS is_told,
    any(slot IN met.above WHERE slot IN told_all) AS is_told_all
  // Once for each place, as starting anew for each unit takes longer than looking at its links.
  CALL (tagged, within, units, linked, in_scope, in_place,
    types, forces, roles, posts, fields, needs_nothing, helpers) {
    UNWIND range(0, size(units) - 1) AS at
    WITH units[at] AS u, linked[at] AS w
    // In scope is a unit that carries the tag, or lies within one that does.
    WHERE (in_scope OR u.slot IN tagged) AND (in_place OR u.slot = within)
    OPTIONAL MATCH (w)<-[l:PAIRED_WITH|WAS_PAIRED_WITH|DISPATCHED_TO|WAS_DISPATCHED_TO]-(h:Slot)
    WHERE type(l) IN types AND l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
      // CASE reads no more than it needs; the server reads both sides of an OR in an order of its own.
      AND CASE WHEN forces = [] THEN true ELSE l.force IN forces END
      AND CASE WHEN roles = [] THEN true ELSE l.role IN roles END
      AND CASE WHEN posts = [] THEN true ELSE l.post IN posts END
      AND CASE WHEN fields = [] THEN true ELSE l.field IN fields END
      AND CASE WHEN needs_nothing THEN true ELSE l.agreement IS NOT NULL END
    WITH u, h, CASE WHEN l.until <= $ask.as_of THEN 'gone' WHEN l.since > $ask.as_of THEN 'coming'
      WHEN coalesce(l.since, l.seen) <= $ask.as_of THEN 'now' END AS term
    // The helper is the unit that the sender stands for; who it is matters while a link is in force, or to the rule.
    WITH u, term, CASE WHEN helpers = [] AND term <> 'now' THEN null
      WHEN h.import <= $ask.known_at AND h.stands_for_slot IS NULL THEN h
      ELSE coalesce(head([(h)-[s:STANDS_FOR|WAS_STANDS_FOR]->(g:Slot) WHERE s.import <= $ask.known_at
        AND coalesce($ask.known_at < s.removed, true) | g]), h) END AS helper
    WITH u, helper, CASE WHEN helpers = [] THEN term
      WHEN (CASE WHEN helper.import <= $ask.known_at THEN helper
      ELSE head([(helper)-[:WAS]->(former:UnitVersion)
        WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind IN helpers
      THEN term END AS term
    RETURN u, count(DISTINCT CASE term WHEN 'now' THEN helper END) AS n,
      count(CASE term WHEN 'coming' THEN 1 END) AS coming, count(CASE term WHEN 'gone' THEN 1 END) AS gone
  }
  WITH u, n, CASE WHEN kind = $ask.by THEN u ELSE upper END AS place,
    CASE
      WHEN n > rule.max THEN 'over'
      WHEN n >= rule.min THEN 'covered'
      WHEN n > 0 THEN 'partial'
      WHEN inherits THEN 'inherited'
      WHEN coming > 0 THEN 'planned'
      WHEN gone > 0 THEN 'lapsed'
      WHEN NOT (is_told OR u.slot IN told_at) THEN 'unknown'
      // A return of all kinds, for a unit that was always there, needs no further look.
      WHEN (is_told_all OR u.slot IN told_all) AND since IS NULL AND until IS NULL THEN 'uncovered'
      WHEN EXISTS {
        MATCH (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(:Slot)<-[:WITHIN]-(told:Return|WasReturn)
        WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
          AND told.import <= $ask.known_at AND coalesce($ask.known_at < told.removed, true) AND told.table = rule.link
          AND coalesce(told.kind = kind, true) AND (told.force IS NULL OR rule.force = [told.force])
          AND told.as_of <= $ask.as_of AND coalesce(since <= told.as_of, true) AND coalesce(told.as_of < until, true)
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
