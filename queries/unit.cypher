// Everything about one unit: its fields, its links, its states, what lies within it.
// :params {ask: {as_of: date('2026-11-24'), known_at: 3, unit: '513431', all_time: false, skip: 0, limit: 1}}
MATCH (u:Slot {id: $ask.unit})
WITH u, CASE WHEN u.import <= $ask.known_at THEN u
    ELSE head([(u)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END AS v
CALL (u) {
  MATCH (u)<-[by:STANDS_FOR|WAS_STANDS_FOR*0..1]-(b:Slot)<-[l:PAIRED_WITH|WAS_PAIRED_WITH]-(a:Slot)
  WHERE all(x IN by WHERE x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    AND l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
      AND ($ask.all_time OR coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true))
  MATCH (o:Origin {n: l.origin})
  WITH DISTINCT l, a, b, o, CASE WHEN a.import <= $ask.known_at THEN a
    ELSE head([(a)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END AS av, CASE WHEN b.import <= $ask.known_at THEN b
    ELSE head([(b)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END AS bv
  ORDER BY l.id
  RETURN collect({
      id: l.id, force: l.force, helper: a.id, helper_name: av.name, helper_kind: av.kind,
      recipient: b.id, recipient_name: bv.name, recipient_kind: bv.kind, role: l.role, agreement: l.agreement,
      since: toString(l.since), since_precision: CASE WHEN l.since IS NOT NULL
        THEN ['day', 'month', 'year'][l.precision % 3] END,
      through: toString(l.until - duration({days: 1})), through_precision: CASE WHEN l.until IS NOT NULL
        THEN ['day', 'month', 'year'][l.precision / 3 % 3] END,
      seen: toString(l.seen), basis: l.basis,
      file: o.file, sheet: CASE o.sheet WHEN '' THEN null ELSE o.sheet END, row: l.row, import: l.import,
      column: CASE o.column WHEN '' THEN null ELSE o.column END
    }) AS helped_by
}
CALL (u) {
  MATCH (u)<-[by:STANDS_FOR|WAS_STANDS_FOR*0..1]-(a:Slot)-[l:PAIRED_WITH|WAS_PAIRED_WITH]->(b:Slot)
  WHERE all(x IN by WHERE x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    AND l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
      AND ($ask.all_time OR coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true))
  MATCH (o:Origin {n: l.origin})
  WITH DISTINCT l, a, b, o, CASE WHEN a.import <= $ask.known_at THEN a
    ELSE head([(a)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END AS av, CASE WHEN b.import <= $ask.known_at THEN b
    ELSE head([(b)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END AS bv
  ORDER BY l.id
  RETURN collect({
      id: l.id, force: l.force, helper: a.id, helper_name: av.name, helper_kind: av.kind,
      recipient: b.id, recipient_name: bv.name, recipient_kind: bv.kind, role: l.role, agreement: l.agreement,
      since: toString(l.since), since_precision: CASE WHEN l.since IS NOT NULL
        THEN ['day', 'month', 'year'][l.precision % 3] END,
      through: toString(l.until - duration({days: 1})), through_precision: CASE WHEN l.until IS NOT NULL
        THEN ['day', 'month', 'year'][l.precision / 3 % 3] END,
      seen: toString(l.seen), basis: l.basis,
      file: o.file, sheet: CASE o.sheet WHEN '' THEN null ELSE o.sheet END, row: l.row, import: l.import,
      column: CASE o.column WHEN '' THEN null ELSE o.column END
    }) AS helps
}
CALL (u) {
  MATCH (u)<-[by:STANDS_FOR|WAS_STANDS_FOR*0..1]-(b:Slot)<-[l:DISPATCHED_TO|WAS_DISPATCHED_TO]-(a:Slot)
  WHERE all(x IN by WHERE x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    AND l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
      AND ($ask.all_time OR coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true))
  MATCH (o:Origin {n: l.origin})
  WITH DISTINCT l, a, b, o, CASE WHEN a.import <= $ask.known_at THEN a
    ELSE head([(a)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END AS av, CASE WHEN b.import <= $ask.known_at THEN b
    ELSE head([(b)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END AS bv
  ORDER BY l.id
  RETURN collect({
      id: l.id, force: l.force, sender: a.id, sender_name: av.name, sender_kind: av.kind,
      host: b.id, host_name: bv.name, host_kind: bv.kind, post: l.post, field: l.field, headcount: l.headcount,
      since: toString(l.since), since_precision: CASE WHEN l.since IS NOT NULL
        THEN ['day', 'month', 'year'][l.precision % 3] END,
      through: toString(l.until - duration({days: 1})), through_precision: CASE WHEN l.until IS NOT NULL
        THEN ['day', 'month', 'year'][l.precision / 3 % 3] END,
      seen: toString(l.seen), basis: l.basis,
      file: o.file, sheet: CASE o.sheet WHEN '' THEN null ELSE o.sheet END, row: l.row, import: l.import,
      column: CASE o.column WHEN '' THEN null ELSE o.column END
    }) AS hosts
}
CALL (u) {
  MATCH (u)<-[by:STANDS_FOR|WAS_STANDS_FOR*0..1]-(a:Slot)-[l:DISPATCHED_TO|WAS_DISPATCHED_TO]->(b:Slot)
  WHERE all(x IN by WHERE x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    AND l.import <= $ask.known_at AND coalesce($ask.known_at < l.removed, true)
      AND ($ask.all_time OR coalesce(l.since, l.seen) <= $ask.as_of AND coalesce($ask.as_of < l.until, true))
  MATCH (o:Origin {n: l.origin})
  WITH DISTINCT l, a, b, o, CASE WHEN a.import <= $ask.known_at THEN a
    ELSE head([(a)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END AS av, CASE WHEN b.import <= $ask.known_at THEN b
    ELSE head([(b)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END AS bv
  ORDER BY l.id
  RETURN collect({
      id: l.id, force: l.force, sender: a.id, sender_name: av.name, sender_kind: av.kind,
      host: b.id, host_name: bv.name, host_kind: bv.kind, post: l.post, field: l.field, headcount: l.headcount,
      since: toString(l.since), since_precision: CASE WHEN l.since IS NOT NULL
        THEN ['day', 'month', 'year'][l.precision % 3] END,
      through: toString(l.until - duration({days: 1})), through_precision: CASE WHEN l.until IS NOT NULL
        THEN ['day', 'month', 'year'][l.precision / 3 % 3] END,
      seen: toString(l.seen), basis: l.basis,
      file: o.file, sheet: CASE o.sheet WHEN '' THEN null ELSE o.sheet END, row: l.row, import: l.import,
      column: CASE o.column WHEN '' THEN null ELSE o.column END
    }) AS sends
}
CALL (u, v) {
  WITH u, v, COLLECT {
    MATCH (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(above:Slot)
    WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
    RETURN above.slot
  } AS chain
  MATCH (rule:Rule|WasRule)
  WHERE rule.import <= $ask.known_at AND coalesce($ask.known_at < rule.removed, true) AND v.kind IN rule.recipient
    AND v.stands_for_slot IS NULL
    AND coalesce(rule.since <= $ask.as_of, true) AND coalesce($ask.as_of < rule.until, true)
    AND coalesce(v.since <= $ask.as_of, true) AND coalesce($ask.as_of < v.until, true)
  WITH u, v, chain, properties(rule) AS rule
  // Once for each rule: who carries its tag, whom a link reaches from which others inherit, where returns speak.
  CALL (rule) {
    MATCH (tagged:Tagged|WasTagged)
    WHERE rule.scope IN tagged.scope
      AND tagged.import <= $ask.known_at AND coalesce($ask.known_at < tagged.removed, true)
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
  WITH * WHERE rule.scope IS NULL OR any(above IN chain WHERE above IN tagged)
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
  WITH rule, u, v, n,
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
  END AS state,
    EXISTS {
      MATCH (told:Return|WasReturn)
      WHERE told.within IN chain AND told.import <= $ask.known_at AND coalesce($ask.known_at < told.removed, true)
        AND told.table = rule.link
        AND coalesce(told.kind = v.kind, true) AND (told.force IS NULL OR rule.force = [told.force])
        AND told.as_of <= $ask.as_of AND coalesce(v.since <= told.as_of, true) AND coalesce(told.as_of < v.until, true)
    } AS reported
  ORDER BY rule.id
  RETURN collect({
      rule: rule.id, title: rule.title, group: coalesce(rule.group, ''), state: state, owed: rule.min, has: n,
      missing: CASE WHEN n < rule.min THEN rule.min - n ELSE 0 END, reported: reported
    }) AS states
}
CALL (u) {
  MATCH (u)<-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*1..]-(x:Slot)
  WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
  WITH (CASE WHEN x.import <= $ask.known_at THEN x
    ELSE head([(x)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind AS kind, count(*) AS count
  RETURN collect({kind: kind, count: count}) AS within
}
WITH *, head(COLLECT {
    MATCH p = (u)-[up:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR*0..]->(place:Slot)
    WHERE all(x IN up WHERE x.above AND x.import <= $ask.known_at AND coalesce($ask.known_at < x.removed, true))
      AND (CASE WHEN place.import <= $ask.known_at THEN place
    ELSE head([(place)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).kind = 'county'
    RETURN place ORDER BY length(p) LIMIT 1
  }) AS county
MATCH (o:Origin {n: v.origin})
RETURN {
    id: v.id, kind: v.kind, name: v.name, short_name: v.short_name, name_en: v.name_en,
    // Those of the units tables, then those that the ledger remembers.
    aliases: coalesce(v.aliases, []) + COLLECT {
      MATCH (n:Alias|WasAlias {unit: u.slot})
      WHERE n.import <= $ask.known_at AND coalesce($ask.known_at < n.removed, true) AND NOT n.alias IN coalesce(v.aliases, [])
      RETURN n.alias ORDER BY n.n
    }, scope: coalesce(v.scope, []), lat: v.lat, lon: v.lon,
    parent: head(COLLECT { MATCH (other:Slot {slot: v.parent_slot}) RETURN other.id }),
    stands_for: head(COLLECT { MATCH (other:Slot {slot: v.stands_for_slot}) RETURN other.id }),
    since: toString(v.since), since_precision: CASE WHEN v.since IS NOT NULL
      THEN ['day', 'month', 'year'][v.precision % 3] END,
    through: toString(v.until - duration({days: 1})), through_precision: CASE WHEN v.until IS NOT NULL
      THEN ['day', 'month', 'year'][v.precision / 3 % 3] END,
    county: county.id, county_name: (CASE WHEN county.import <= $ask.known_at THEN county
    ELSE head([(county)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).name,
    parent_name: head(COLLECT { MATCH (x:Slot {slot: v.parent_slot}) RETURN (CASE WHEN x.import <= $ask.known_at THEN x
    ELSE head([(x)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).name }),
    stands_for_name: head(COLLECT { MATCH (x:Slot {slot: v.stands_for_slot}) RETURN (CASE WHEN x.import <= $ask.known_at THEN x
    ELSE head([(x)-[:WAS]->(former:UnitVersion)
      WHERE former.import <= $ask.known_at AND $ask.known_at < former.removed | former]) END).name }),
    file: o.file, sheet: CASE o.sheet WHEN '' THEN null ELSE o.sheet END, row: v.row, import: v.import
  } AS unit,
  helped_by, helps, hosts, sends, states, within, 1 AS total
ORDER BY u.id
