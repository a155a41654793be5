"""What holds for all tests."""

from hypothesis import settings

# a machine that is busy with other things must not make a test fail
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
