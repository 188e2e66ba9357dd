// Which units lack what, under which rule, and since when?
// :params {ask: {as_of: date('2026-11-24'), known_at: 3, rule: null, group: null, force: null, kind: null,
//   state: null, within: '513400', unknown: false, skip: 0, limit: 100}}
OPTIONAL MATCH (place:Slot {id: $ask.within})
WITH place.slot AS within
MATCH (rule:Rule|WasRule)
WHERE rule.import <= $ask.known_at AND coalesce($ask.known_at < rule.removed, true)
  AND ($ask.rule IS NULL OR $ask.rule IN [rule.id, rule.declared])
  AND ($ask.group IS NULL OR rule.group = $ask.group)
  AND ($ask.force IS NULL OR $ask.force IN rule.force)
WITH within, rule AS source, properties(rule) AS rule
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
WITH within, collect({source: source, rule: rule, tagged: tagged, told_at: told_at, told_all: told_all}) AS owed
// Once for each kind, whatever rules it is under: its units by the place they lie in, and what lies above that.
UNWIND COLLECT { UNWIND owed AS each UNWIND each.rule.recipient AS kind RETURN DISTINCT kind } AS kind
WITH * WHERE $ask.kind IS NULL OR kind = $ask.kind
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
        WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind = 'county'
    ]) AS upper
  RETURN collect({since: since, until: until, units: units, linked: linked, above: above, upper: upper,
    in_place: $ask.within IS NULL OR within IN above}) AS places
}
UNWIND owed AS each
WITH kind, within, places, each.source AS source, each.rule AS rule, each.tagged AS tagged, each.told_at AS told_at,
  each.told_all AS told_all
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
CALL (kind, within, places, rule, tagged, reached, told_at, told_all) {
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
  WITH u, n, CASE WHEN kind = 'county' THEN u ELSE upper END AS county,
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
  // What is kept of all gaps is little: a list for each takes half of what a map takes.
  WITH u, n, county, state
  WHERE (state IN ['partial', 'inherited', 'planned', 'lapsed', 'uncovered'] OR state = 'unknown'
    AND ($ask.unknown OR $ask.state = 'unknown'))
    AND ($ask.state IS NULL OR state = $ask.state)
  RETURN county, collect([u, n, state]) AS gaps
}
// Rules and counties are put in order first; units only in those that the page comes to.
// Collecting lets go of all else that a row carries: sorting would hold it, many times as much.
WITH source, county, collect(gaps) AS kinds, sum(size(gaps)) AS rows ORDER BY source.id, coalesce(county.id, '')
WITH collect([source, county, kinds, rows]) AS groups, sum(rows) AS total
// Rows met so far, groups before the page, rows in these, groups up to the end of the page.
WITH groups, total, reduce(met = [0, 0, 0, 0], group IN groups | CASE
  WHEN met[0] + group[3] <= $ask.skip
    THEN [met[0] + group[3], met[1] + 1, met[0] + group[3], met[3] + 1]
  WHEN met[0] < $ask.skip + $ask.limit THEN [met[0] + group[3], met[1], met[2], met[3] + 1]
  ELSE met END) AS met
UNWIND groups[met[1]..met[3]] AS group
UNWIND group[2] AS gaps
UNWIND gaps AS row
WITH group[0] AS source, group[1] AS county, row[0] AS u, row[1] AS n, row[2] AS state,
  $ask.skip - met[2] AS skip, total, count(*) AS once
ORDER BY source.id, coalesce(county.id, ''), u.id
WITH skip, total, collect([source, county, u, n, state]) AS found
UNWIND found[skip..skip + $ask.limit] AS row
WITH properties(row[0]) AS rule, row[1] AS county, row[2] AS u, row[3] AS n, row[4] AS state, total
WITH *, CASE WHEN u.import <= $ask.known_at THEN u
  ELSE head([(u)-[:WAS]->(former:UnitVersion)
    WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END AS v
// Only for the rows of this page: their links again, one by one, and the newest return that speaks of them.
CALL (rule, u) {
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
  WITH l, helper ORDER BY l.id
  RETURN collect({helper: helper, since: coalesce(l.since, l.seen), until: l.until, dated: l.since IS NOT NULL, id: l.id}) AS terms
}
CALL (rule, terms) {
  // Days on which the number of helpers fell below the rule's least.
  UNWIND [term IN terms WHERE term.until <= $ask.as_of | term.until] AS day
  WITH DISTINCT rule, terms, day
  UNWIND terms AS term
  WITH rule, day,
    count(DISTINCT CASE WHEN term.since <= day AND coalesce(day < term.until, true) THEN term.helper END) AS then,
    count(DISTINCT CASE WHEN term.since < day AND coalesce(day <= term.until, true) THEN term.helper END) AS before
  WHERE then < rule.min AND rule.min <= before
  RETURN max(day) AS gap_since
}
CALL (terms) {
  UNWIND [term IN terms WHERE term.until <= $ask.as_of] AS term
  WITH term ORDER BY term.until DESC, term.id LIMIT 1
  RETURN collect(term.helper) AS last
}
CALL (terms) {
  UNWIND [term IN terms WHERE term.dated AND term.since > $ask.as_of] AS term
  WITH term ORDER BY term.since, term.id LIMIT 1
  RETURN collect(term) AS next
}
CALL (rule, u, v) {
  MATCH (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(:Slot)<-[:WITHIN]-(told:Return|WasReturn)
  WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    AND told.import <= $ask.known_at AND coalesce($ask.known_at < told.removed, true) AND told.table = rule.link
    AND coalesce(told.kind = v.kind, true) AND (told.force IS NULL OR rule.force = [told.force])
    AND told.as_of <= $ask.as_of AND coalesce(v.since <= told.as_of, true) AND coalesce(told.as_of < v.until, true)
  RETURN max(told.as_of) AS reported_as_of
}
WITH *, head(last) AS last_helper, head(next) AS next
RETURN u.id AS unit, v.name AS name, v.kind AS kind,
  county.id AS county, (CASE WHEN county.import <= $ask.known_at THEN county
    ELSE head([(county)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).name AS county_name,
  rule.id AS rule, rule.title AS title, state, rule.min AS owed, n AS has,
  reported_as_of IS NOT NULL AS reported, toString(reported_as_of) AS reported_as_of, toString(gap_since) AS gap_since,
  last_helper.id AS last_helper, (CASE WHEN last_helper.import <= $ask.known_at THEN last_helper
    ELSE head([(last_helper)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).name AS last_helper_name,
  toString(next.since) AS next_start, next.helper.id AS next_helper, total
ORDER BY rule, coalesce(county, ''), unit
