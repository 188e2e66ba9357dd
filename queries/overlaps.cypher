// Where do helpers pile up?
// :params {ask: {as_of: date('2026-11-24'), known_at: 3, pattern: null, within: '513400', at_least: 2, skip: 0,
//   limit: 100}}
CALL () {
  // A unit over a rule's max.
  WITH 1 AS once WHERE coalesce($ask.pattern, 'over_max') = 'over_max'
  OPTIONAL MATCH (place:Slot {id: $ask.within})
  WITH place.slot AS within
  MATCH (rule:Rule|WasRule)
  WHERE rule.import <= $ask.known_at AND coalesce($ask.known_at < rule.removed, true) AND rule.max IS NOT NULL
  WITH within, properties(rule) AS rule
  CALL (rule) {
    MATCH (tagged:Tagged|WasTagged)
    WHERE rule.scope IN tagged.scope
      AND tagged.import <= $ask.known_at AND coalesce($ask.known_at < tagged.removed, true)
    RETURN collect(tagged.slot) AS tagged
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
    WITH l, helper WHERE coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true)
    RETURN collect(DISTINCT helper.id) AS helpers, collect(DISTINCT l.force) AS forces
  }
  WITH rule, u, helpers, forces WHERE size(helpers) > rule.max
  RETURN 'over_max' AS pattern, u, rule.id AS rule, size(helpers) AS count,
    COLLECT { UNWIND helpers AS id RETURN id ORDER BY id } AS helpers,
    COLLECT { UNWIND forces AS force RETURN force ORDER BY force } AS forces, [] AS units
  UNION ALL
  // A helper and a unit above it both reach one unit.
  WITH 1 AS once WHERE coalesce($ask.pattern, 'parent_and_branch') = 'parent_and_branch'
  MATCH (h:Slot)-[l:PAIRED_WITH|WAS_PAIRED_WITH|DISPATCHED_TO|WAS_DISPATCHED_TO]->(w:Slot)
  WHERE l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
    AND coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true)
  // Both ends stand for what they stand for.
  OPTIONAL MATCH (w)-[t:STANDS_FOR|WAS_STANDS_FOR]->(v:Slot)
    WHERE t.import <= $ask.known_at AND coalesce($ask.known_at < t.removed, true)
  OPTIONAL MATCH (h)-[s:STANDS_FOR|WAS_STANDS_FOR]->(g:Slot)
    WHERE s.import <= $ask.known_at AND coalesce($ask.known_at < s.removed, true)
  WITH l, coalesce(v, w) AS u, coalesce(g, h) AS helper
  WHERE ($ask.within IS NULL OR EXISTS {
      MATCH (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(:Slot {id: $ask.within})
      WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    })
  WITH DISTINCT u, helper AS branch
  WITH u, collect(branch) AS helpers
  WHERE size(helpers) > 1
  UNWIND helpers AS branch
  MATCH (branch)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*1..]->(upper:Slot)
  WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    AND upper IN helpers
  RETURN 'parent_and_branch' AS pattern, u, null AS rule, 2 AS count, [upper.id, branch.id] AS helpers,
    [] AS forces, [] AS units
  UNION ALL
  // Two helpers that share units.
  WITH 1 AS once WHERE coalesce($ask.pattern, 'shared_units') = 'shared_units'
  MATCH (h:Slot)-[l:PAIRED_WITH|WAS_PAIRED_WITH|DISPATCHED_TO|WAS_DISPATCHED_TO]->(w:Slot)
  WHERE l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
    AND coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true)
  // Both ends stand for what they stand for.
  OPTIONAL MATCH (w)-[t:STANDS_FOR|WAS_STANDS_FOR]->(v:Slot)
    WHERE t.import <= $ask.known_at AND coalesce($ask.known_at < t.removed, true)
  OPTIONAL MATCH (h)-[s:STANDS_FOR|WAS_STANDS_FOR]->(g:Slot)
    WHERE s.import <= $ask.known_at AND coalesce($ask.known_at < s.removed, true)
  WITH l, coalesce(v, w) AS u, coalesce(g, h) AS helper
  WHERE ($ask.within IS NULL OR EXISTS {
      MATCH (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(:Slot {id: $ask.within})
      WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    })
  WITH DISTINCT u.id AS unit, helper.id AS helper
  // Helpers that reach too few units can share no more: without them there are far fewer pairs.
  WITH helper, collect(unit) AS units
  WHERE size(units) >= $ask.at_least
  UNWIND units AS unit
  WITH unit, helper ORDER BY helper
  WITH unit, collect(helper) AS helpers
  UNWIND range(0, size(helpers) - 2) AS one
  UNWIND helpers[one + 1..] AS other
  WITH helpers[one] AS one, other, unit ORDER BY unit
  WITH one, other, collect(unit) AS units
  WHERE size(units) >= $ask.at_least
  RETURN 'shared_units' AS pattern, null AS u, null AS rule, size(units) AS count, [one, other] AS helpers,
    [] AS forces, units
  UNION ALL
  // One helper reaches one unit under several forces.
  WITH 1 AS once WHERE coalesce($ask.pattern, 'two_forces') = 'two_forces'
  MATCH (h:Slot)-[l:PAIRED_WITH|WAS_PAIRED_WITH|DISPATCHED_TO|WAS_DISPATCHED_TO]->(w:Slot)
  WHERE l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
    AND coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true)
  // Both ends stand for what they stand for.
  OPTIONAL MATCH (w)-[t:STANDS_FOR|WAS_STANDS_FOR]->(v:Slot)
    WHERE t.import <= $ask.known_at AND coalesce($ask.known_at < t.removed, true)
  OPTIONAL MATCH (h)-[s:STANDS_FOR|WAS_STANDS_FOR]->(g:Slot)
    WHERE s.import <= $ask.known_at AND coalesce($ask.known_at < s.removed, true)
  WITH l, coalesce(v, w) AS u, coalesce(g, h) AS helper
  WHERE ($ask.within IS NULL OR EXISTS {
      MATCH (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(:Slot {id: $ask.within})
      WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    })
  WITH u, helper, l.force AS force ORDER BY force
  WITH u, helper, collect(DISTINCT force) AS forces
  WHERE size(forces) > 1
  RETURN 'two_forces' AS pattern, u, null AS rule, size(forces) AS count, [helper.id] AS helpers, forces, [] AS units
}
WITH pattern, u, rule, count, helpers, forces, units
ORDER BY pattern, count DESC, coalesce(u.id, ''), helpers, rule
WITH collect({pattern: pattern, u: u, rule: rule, count: count, helpers: helpers, forces: forces, units: units}) AS found
UNWIND found[$ask.skip..$ask.skip + $ask.limit] AS row
WITH row, row.u AS u, size(found) AS total
RETURN row.pattern AS pattern, u.id AS unit, (CASE WHEN u.import <= $ask.known_at THEN u
    ELSE head([(u)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).name AS name, row.rule AS rule, row.count AS count,
  row.helpers AS helpers, row.forces AS forces, row.units AS units, total
ORDER BY pattern, count DESC, coalesce(unit, ''), helpers, rule
