"""What was measured at one size, and whether others counted the same."""

from dataclasses import dataclass, field

from tests.bench.clocks import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """`cpu` is the value that follows from time on a processor, where that makes sense."""

    value: float
    cpu: float | None = None
    runs: int = 1

    @classmethod
    def of(cls, span: Span) -> "Figure":
        return cls(span.wall, span.cpu, span.runs)


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody else's coverage. `figure` is None where the package is not installed."""

    name: str
    figure: Figure | None
    agrees: bool = True


@dataclass(slots=True)
class Result:
    """All figures of one size, by the keys of TARGETS."""

    size: str
    units: int
    links: int
    figures: dict[str, Figure] = field(default_factory=dict)
    peers: list[Peer] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return all(peer.agrees for peer in self.peers)
