// Full-domain pairing (全域结对): which units of each county are paired, and with partners of the county itself?
// :params {ask: {as_of: date('2026-11-24'), known_at: 3, within: '513400', kind: null, skip: 0, limit: 100}}
OPTIONAL MATCH (place:Slot {id: $ask.within})
WITH place.slot AS within
MATCH (rule:Rule|WasRule)
WHERE rule.import <= $ask.known_at AND coalesce($ask.known_at < rule.removed, true) AND rule.group = 'full_domain'
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
  RETURN collect(DISTINCT CASE WHEN coalesce(l.since, l.seen) <= $ask.as_of
    AND coalesce($ask.as_of < l.until, true) THEN helper END) AS helpers,
    count(CASE WHEN l.since > $ask.as_of THEN 1 END) AS coming,
    count(CASE WHEN l.until <= $ask.as_of THEN 1 END) AS gone
}
WITH rule, u, v, chain, reached, told_at, told_all, helpers, size(helpers) AS n, coming, gone
WITH rule, u, v, helpers, n,
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
UNWIND CASE helpers WHEN [] THEN [null] ELSE helpers END AS helper
WITH u, v, collect(DISTINCT helper) AS helpers, collect(DISTINCT state) AS states
WITH u, v, helpers, all(state IN states WHERE state IN ['covered', 'over']) AS paired,
  any(state IN states WHERE state IN ['partial', 'inherited', 'planned', 'lapsed', 'uncovered']) AS gap,
  head(COLLECT {
    MATCH p = (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(place:Slot)
    WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
      AND (CASE WHEN place.import <= $ask.known_at THEN place
    ELSE head([(place)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind = 'county'
    RETURN place ORDER BY length(p) LIMIT 1
  }) AS county
WITH county, v.kind AS kind, paired, gap, paired AND EXISTS {
  // A helper is, or lies within, a unit that has a pairing in force with the county.
  UNWIND helpers AS helper
  MATCH (helper)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(partner:Slot)
  WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
  MATCH (county)<-[by:STANDS_FOR|WAS_STANDS_FOR*0..1]-(w:Slot)<-[l:PAIRED_WITH|WAS_PAIRED_WITH]-(h:Slot)
  WHERE all(x IN by WHERE x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    AND l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
      AND coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true)
    AND (size(by) = 1 OR NOT EXISTS { MATCH (county)-[s:STANDS_FOR|WAS_STANDS_FOR]->(:Slot)
      WHERE s.import <= $ask.known_at AND coalesce($ask.known_at < s.removed, true) })
  OPTIONAL MATCH (h)-[s:STANDS_FOR|WAS_STANDS_FOR]->(g:Slot)
    WHERE s.import <= $ask.known_at AND coalesce($ask.known_at < s.removed, true)
  WITH partner, coalesce(g, h) AS source
  WHERE source = partner
  RETURN source
} AS aligned
WITH county, kind, count(*) AS all,
  count(CASE WHEN paired THEN 1 END) AS paired, count(CASE WHEN aligned THEN 1 END) AS aligned,
  count(CASE WHEN gap THEN 1 END) AS gap, count(CASE WHEN NOT paired AND NOT gap THEN 1 END) AS unknown
ORDER BY coalesce(county.id, ''), kind
WITH collect({county: county, kind: kind, all: all, paired: paired, aligned: aligned, gap: gap, unknown: unknown}) AS found
UNWIND found[$ask.skip..$ask.skip + $ask.limit] AS row
WITH row, row.county AS county, size(found) AS total
RETURN county.id AS county, (CASE WHEN county.import <= $ask.known_at THEN county
    ELSE head([(county)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).name AS county_name, row.kind AS kind, row.all AS all, row.paired AS paired,
  row.aligned AS aligned, row.gap AS gap, row.unknown AS unknown, total
ORDER BY coalesce(county, ''), kind
