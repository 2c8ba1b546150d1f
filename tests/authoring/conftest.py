"""Tests here speak English unless they say otherwise, whatever the machine speaks."""

from tests.scenario.conftest import english as english
