"""Only the tests decide what claimbook finds around it."""

from tests.commands.conftest import surroundings as surroundings
