"""Labelled pairs of names, and how well matching tells them apart."""
