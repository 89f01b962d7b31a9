from tests.fakes.stores import *  # noqa: F403
