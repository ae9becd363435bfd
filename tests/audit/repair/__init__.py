"""Tests of the repair of networks."""
