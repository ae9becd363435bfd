"""Settings of the whole suite: generated examples are the same in every run, so that a red test is a changed program."""

from hypothesis import settings

settings.register_profile("suite", derandomize=True)
settings.load_profile("suite")
