// Who carries how much, and what would drop to zero without it?
// :params {ask: {as_of: date('2026-11-24'), known_at: 3, force: null, kind: null, within: '513400', at_least: 1,
//   skip: 0, limit: 100}}
CALL () {
  // Whom some unit has as the only one under some rule that applies.
  MATCH (rule:Rule|WasRule)
  WHERE rule.import <= $ask.known_at AND coalesce($ask.known_at < rule.removed, true)
  WITH properties(rule) AS rule
  CALL (rule) {
    MATCH (tagged:Tagged|WasTagged)
    WHERE rule.scope IN tagged.scope
      AND tagged.import <= $ask.known_at AND coalesce($ask.known_at < tagged.removed, true)
    RETURN collect(tagged.slot) AS tagged
  }
  CALL (rule, tagged) {
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
    // What lies above the unit; where no tag and no place is asked for, only units without a helper need it, later.
    WITH u, v, CASE WHEN rule.scope IS NULL THEN null ELSE COLLECT {
      MATCH (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(above:Slot)
      WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
      RETURN above.slot
    } END AS chain
    // In scope is a unit that carries the tag, or lies within one that does.
    WHERE (rule.scope IS NULL OR any(above IN chain WHERE above IN tagged))
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
    WITH l, helper WHERE coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true)
    RETURN collect(DISTINCT helper) AS helpers
  }
  WITH u, helpers WHERE size(helpers) = 1
  RETURN DISTINCT helpers[0] AS helper, u, null AS l
  UNION ALL
  // Whom links lead to; both ends stand for what they stand for.
  MATCH (h:Slot)-[l:PAIRED_WITH|WAS_PAIRED_WITH|DISPATCHED_TO|WAS_DISPATCHED_TO]->(w:Slot)
  WHERE l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
    AND coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true)
    AND ($ask.force IS NULL OR l.force = $ask.force)
  OPTIONAL MATCH (w)-[t:STANDS_FOR|WAS_STANDS_FOR]->(v:Slot)
    WHERE t.import <= $ask.known_at AND coalesce($ask.known_at < t.removed, true)
  OPTIONAL MATCH (h)-[s:STANDS_FOR|WAS_STANDS_FOR]->(g:Slot)
    WHERE s.import <= $ask.known_at AND coalesce($ask.known_at < s.removed, true)
  RETURN coalesce(g, h) AS helper, coalesce(v, w) AS u, l
}
WITH helper, u, collect(DISTINCT l.force) AS forces, count(l) AS links, count(*) > count(l) AS sole,
  sum(CASE WHEN type(l) ENDS WITH 'DISPATCHED_TO' THEN l.headcount ELSE 0 END) AS headcount
WHERE links > 0 AND ($ask.within IS NULL OR EXISTS {
    MATCH (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(:Slot {id: $ask.within})
    WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
  })
WITH helper, forces, headcount, u, sole,
  head(COLLECT {
    MATCH p = (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(place:Slot)
    WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
      AND (CASE WHEN place.import <= $ask.known_at THEN place
    ELSE head([(place)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind = 'county'
    RETURN place ORDER BY length(p) LIMIT 1
  }) AS county
WITH helper, collect(forces) AS forces, count(u) AS units, count(DISTINCT county) AS counties,
  sum(headcount) AS headcount,
  count(CASE WHEN sole THEN 1 END) AS sole, CASE WHEN helper.import <= $ask.known_at THEN helper
    ELSE head([(helper)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END AS v
WHERE units >= $ask.at_least AND ($ask.kind IS NULL OR v.kind = $ask.kind)
WITH helper, v, forces, units, counties, headcount, sole ORDER BY units DESC, helper.id
WITH collect({helper: helper.id, name: v.name, kind: v.kind, forces: forces, units: units, counties: counties,
  headcount: headcount, sole: sole}) AS found
UNWIND found[$ask.skip..$ask.skip + $ask.limit] AS row
RETURN row.helper AS helper, row.name AS name, row.kind AS kind,
  COLLECT { UNWIND row.forces AS some UNWIND some AS force RETURN DISTINCT force ORDER BY force } AS forces,
  row.units AS units, row.counties AS counties, row.headcount AS headcount, row.sole AS sole, size(found) AS total
ORDER BY units DESC, helper
