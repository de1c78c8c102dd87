"""The listener of these tests."""

from tests.hearing import listener as listener
