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
CALL (rule, tagged, reached, told_at, told_all, within) {
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
    AND ($ask.kind IS NULL OR v.kind = $ask.kind)
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
  WITH *, head(COLLECT {
    MATCH p = (:Slot {slot: parent})-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(place:Slot)
    WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
      AND (CASE WHEN place.import <= $ask.known_at THEN place
    ELSE head([(place)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind = 'county'
    RETURN place ORDER BY length(p) LIMIT 1
  }) AS upper
  UNWIND units AS unit
  WITH unit[0] AS u, unit[1] AS v, in_scope, in_place, inherits, is_told, is_told_all, upper
  // In scope is a unit that carries the tag, or lies within one that does.
  WHERE (in_scope OR u.slot IN tagged) AND (in_place OR u.slot = within)
  WITH rule, u, v, inherits, is_told, is_told_all, CASE WHEN v.kind = 'county' THEN u ELSE upper END AS county
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
  WITH u, v, n, county,
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
  // What is kept of all gaps is little: a list for each takes half of what a map takes.
  WITH u, v, n, county, state
  WHERE (state IN ['partial', 'inherited', 'planned', 'lapsed', 'uncovered'] OR state = 'unknown'
    AND ($ask.unknown OR $ask.state = 'unknown'))
    AND ($ask.state IS NULL OR state = $ask.state)
  RETURN county, collect([u, v, n, state]) AS gaps
}
// Rules and counties are put in order first; units only in those that the page comes to.
// Collecting lets go of all else that a row carries: sorting would hold it, many times as much.
WITH source, county, head(collect(gaps)) AS gaps ORDER BY source.id, coalesce(county.id, '')
WITH collect([source, county, gaps]) AS groups, sum(size(gaps)) AS total
// Rows met so far, groups before the page, rows in these, groups up to the end of the page.
WITH groups, total, reduce(met = [0, 0, 0, 0], group IN groups | CASE
  WHEN met[0] + size(group[2]) <= $ask.skip
    THEN [met[0] + size(group[2]), met[1] + 1, met[0] + size(group[2]), met[3] + 1]
  WHEN met[0] < $ask.skip + $ask.limit THEN [met[0] + size(group[2]), met[1], met[2], met[3] + 1]
  ELSE met END) AS met
UNWIND groups[met[1]..met[3]] AS group
UNWIND group[2] AS row
WITH group[0] AS source, group[1] AS county, row[0] AS u, row[1] AS v, row[2] AS n, row[3] AS state,
  $ask.skip - met[2] AS skip, total, count(*) AS once
ORDER BY source.id, coalesce(county.id, ''), u.id
WITH skip, total, collect([source, county, u, v, n, state]) AS found
UNWIND found[skip..skip + $ask.limit] AS row
WITH properties(row[0]) AS rule, row[1] AS county, row[2] AS u, row[3] AS v, row[4] AS n, row[5] AS state, total
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
