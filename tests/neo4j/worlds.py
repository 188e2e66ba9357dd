"""A small ledger of three loads in which everything is corrected, ended or moved once; worked out by nobody."""

from dataclasses import replace
from datetime import date

from tests.literal.asking import unit
from tests.literal.world import Dispatch, Load, Pairing, Return, Rule

_UNITS = (
    unit("province", "p1"),
    unit("prefecture", "f1", "p1"),
    unit("county", "c1", "f1", scope=("s39",)),
    unit("county", "c2", "p1"),
    unit("village", "v1", "c1"),
    unit("village", "v2", "c2"),
    unit("local_soe", "g1"),
    unit("local_soe", "g2", "g1"),
    unit("work_team", "w1", stands_for="v1"),
)
_RULES = (
    Rule("r1", "full_domain", ("village",), inherit=True),
    Rule("r2", "five_forces", ("county",), scope="s39", max=1, each="force", force=("soe", "designated")),
    Rule("r3", "mechanism", ("county", "village"), link="dispatch", min=2),
)
_A = Pairing("a", "soe", "g1", "c1", "lead", "《协议》", date(2024, 1, 1), date(2024, 3, 1), basis="文件")
_B = Pairing("b", "soe", "g2", "w1", since=date(2024, 3, 2))
_C = Dispatch("c", "designated", "g1", "v2", "first_secretary", "医疗", 2, seen=date(2024, 2, 1))
LOADS = (
    Load(_UNITS, (_A, _B), (_C,), (Return("pairing", "c2", date(2024, 1, 1)),), _RULES),
    Load(
        (replace(_UNITS[4], parent="c2", name="新村"), replace(_UNITS[8], stands_for="v2")),
        (replace(_A, through=date(2024, 2, 1)),),
        (replace(_C, headcount=3),),
        (Return("dispatch", "p1", date(2024, 3, 1), "village"),),
        _RULES[:2],
    ),
    Load(
        pairings=(replace(_A, through=None), Pairing("d", "designated", "g2", "c1", seen=date(2024, 3, 2))),
        rules=(replace(_RULES[0], min=2), *_RULES[1:]),
    ),
)
OPTIONS = {"unit": {"unit": "c1"}, "timeline": {"from": "2024-01", "to": "2024-04"}, "changes": {"since": "0"}}
"""What the questions are asked with, beside the day."""
