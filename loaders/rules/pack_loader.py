"""Rule packs into the ledger: a pack replaces the pack of its id, one's own retires the shipped one."""

from dataclasses import dataclass, field

from graph_model.days import OPEN
from graph_model.ledger.draft import Draft
from graph_model.rules import Rule
from graph_model.snapshot.history import Origin, PackVersion, RuleVersion
from loaders.receipts.receipt import SheetReceipt
from loaders.rules.packs import PackFile
from loaders.sheets.sheet import name_of_file


@dataclass(slots=True)
class PackLoader:
    """The packs of one load, one after the other."""

    draft: Draft
    shipped: bool = False
    counts: dict[str, int] = field(default_factory=lambda: {"rule.added": 0, "rule.corrected": 0, "rule.withdrawn": 0})
    _rules: dict[str, tuple[str, int, Rule]] = field(default_factory=dict)
    _packs: dict[str, tuple[int, PackVersion]] = field(default_factory=dict)
    _loaded: dict[str, PackFile] = field(default_factory=dict)

    def __post_init__(self) -> None:
        history, known_at = self.draft.graph.history, self.draft.graph.known_at
        for place, rule in enumerate(history.rules):
            if rule.added <= known_at < rule.removed:
                self._rules[rule.rule.id] = rule.pack, place, rule.rule
        for place, pack in enumerate(history.packs):
            if pack.added <= known_at < pack.removed:
                self._packs[pack.id] = place, pack

    def objection(self, pack: PackFile) -> str:
        """Why a pack cannot be loaded beside the others; empty when it can."""
        earlier = self._loaded.get(pack.id, pack)
        if [rule for _, rule in earlier.rules] != [rule for _, rule in pack.rules]:
            return (
                f"规则包 {pack.id} 在 {earlier.path.name} 里写法不同，整包未导入 · "
                f"the pack {pack.id} is another in {earlier.path.name}; this one was not loaded."
            )
        taken = [rule.id for _, rule in pack.rules if self._belongs_elsewhere(rule.id, pack.id)]
        if not taken:
            return ""
        return (
            f"规则 {taken[0]} 已在另一个规则包里，整包未导入 · "
            f"rule {taken[0]} is in another pack already; this pack was not loaded."
        )

    def _belongs_elsewhere(self, rule_id: str, pack_id: str) -> bool:
        held = self._rules.get(rule_id)
        return held is not None and held[0] != pack_id and not self._retires(held[0])

    def _retires(self, pack_id: str) -> bool:
        return not self.shipped and pack_id in self._packs and self._packs[pack_id][1].shipped

    def load(self, pack: PackFile, receipt: SheetReceipt) -> None:
        receipt.read += len(pack.rules)
        self._loaded.setdefault(pack.id, pack)
        for shipped in [other for other in self._packs if other != pack.id and self._retires(other)]:
            self._retire(shipped)
        origin = self.draft.origin(Origin(name_of_file(pack.path), "", ""))
        for row, rule in pack.rules:
            self._settle(RuleVersion(pack.id, rule, origin, row, self.draft.seq, OPEN), receipt)
        kept = {rule.id for _, rule in pack.rules}
        for rule_id in [rule_id for rule_id, (of, *_) in self._rules.items() if of == pack.id and rule_id not in kept]:
            self._withdraw(rule_id)
        self._renew(pack)

    def _settle(self, version: RuleVersion, receipt: SheetReceipt) -> None:
        _, place, held = self._rules.pop(version.rule.id, ("", -1, None))
        if held == version.rule:
            receipt.unchanged += 1
        else:
            receipt.accepted += 1
            self.draft.rules.append(version)
            self.counts["rule.added" if held is None else "rule.corrected"] += 1
            if held is not None:
                self.draft.closed_rules.append(place)
        self._rules[version.rule.id] = version.pack, place, version.rule

    def _withdraw(self, rule_id: str) -> None:
        self.draft.closed_rules.append(self._rules.pop(rule_id)[1])
        self.counts["rule.withdrawn"] += 1

    def _retire(self, pack_id: str) -> None:
        place, _ = self._packs.pop(pack_id)
        self.draft.closed_packs.append(place)
        for rule_id in [rule_id for rule_id, (of, *_) in self._rules.items() if of == pack_id]:
            self._withdraw(rule_id)

    def _renew(self, pack: PackFile) -> None:
        place, held = self._packs.get(pack.id, (-1, None))
        now = PackVersion(pack.id, pack.title, pack.title_en, pack.version, self.shipped, self.draft.seq, OPEN)
        if held is not None and held._replace(added=now.added) == now:
            return
        if held is not None:
            self.draft.closed_packs.append(place)
        self.draft.packs.append(now)
        self._packs[pack.id] = place, now
