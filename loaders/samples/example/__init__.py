"""The fictional data set: real places, invented helpers, links and gaps, all from one seed.

Every invented unit has 示例 in its name and `example` in its id, every link `example` in its id,
and every basis says 示例数据，非真实结对.
"""

from pathlib import Path

from loaders.samples.example.counterparts import full_domain
from loaders.samples.example.county_dispatches import county_dispatches
from loaders.samples.example.county_pairings import county_pairings
from loaders.samples.example.returns import returns
from loaders.samples.example.specialists import specialists
from loaders.samples.example.tables import write_dispatches, write_pairings, write_returns, write_units
from loaders.samples.example.village_teams import village_teams
from loaders.samples.example.world import make_world

__all__ = ["write_example"]


def write_example(folder: Path, seed: int = 39) -> None:
    """Write units, pairings, dispatches and returns as CSV into `folder`: the same bytes for a seed."""
    folder.mkdir(parents=True, exist_ok=True)
    world = make_world(seed)
    paired = full_domain(world, seed)
    write_units(folder, world.units())
    write_pairings(folder, [*county_pairings(world, seed), *paired.pairings])
    write_dispatches(
        folder,
        [
            *county_dispatches(world, seed),
            *village_teams(world, seed),
            *specialists(paired.counterparts, seed),
        ],
    )
    write_returns(folder, returns(world, seed))
