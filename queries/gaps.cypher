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
CALL (rule, tagged, within) {
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
    AND coalesce(rule.since <= $ask.as_of, true) AND coalesce($ask.as_of < rule.until, true)
    AND coalesce(v.since <= $ask.as_of, true) AND coalesce($ask.as_of < v.until, true)
    AND ($ask.kind IS NULL OR v.kind = $ask.kind)
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
  RETURN count(DISTINCT CASE WHEN coalesce(l.since, l.seen) <= $ask.as_of
    AND coalesce($ask.as_of < l.until, true) THEN helper END) AS n,
    count(CASE WHEN l.since > $ask.as_of THEN 1 END) AS coming,
    count(CASE WHEN l.until <= $ask.as_of THEN 1 END) AS gone
}
WITH source, rule, u, v, n,
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
          AND told.as_of <= $ask.as_of AND coalesce(v.since <= told.as_of, true)
            AND coalesce(told.as_of < v.until, true)
      } THEN 'uncovered'
      ELSE 'unknown'
    END])
  END AS state
// What is kept of all gaps is little: the rule itself and not its fields.
WITH source, u, v, n, state
WHERE (state IN ['partial', 'inherited', 'planned', 'lapsed', 'uncovered'] OR state = 'unknown'
  AND ($ask.unknown OR $ask.state = 'unknown'))
  AND ($ask.state IS NULL OR state = $ask.state)
WITH source, u, v, n, state, head(COLLECT {
    MATCH p = (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(place:Slot)
    WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
      AND (CASE WHEN place.import <= $ask.known_at THEN place
    ELSE head([(place)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind = 'county'
    RETURN place ORDER BY length(p) LIMIT 1
  }) AS county
// Counting lets go of all else that a row carries: sorting would hold it, ten times as much.
WITH source, u, v, n, state, county, count(*) AS once
ORDER BY source.id, coalesce(county.id, ''), u.id
WITH collect({rule: source, u: u, v: v, n: n, state: state, county: county}) AS found
UNWIND found[$ask.skip..$ask.skip + $ask.limit] AS row
WITH properties(row.rule) AS rule, row.u AS u, row.v AS v, row.n AS n, row.state AS state,
  row.county AS county, size(found) AS total
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
