"""What Prometheus is asked by the dashboard and the alerts is what the service tells."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from tests.conftest import serving

FILES = Path(__file__).parents[2] / "deploy" / "cluster"


def asked() -> list[str]:
    """Return every question of the dashboard and the alerts."""
    dashboard: Any = json.loads((FILES / "grafana-dashboard.json").read_text(encoding="utf-8"))
    alerts: Any = yaml.safe_load((FILES / "alerts.yml").read_text(encoding="utf-8"))
    found = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    return found + [rule["expr"] for group in alerts["groups"] for rule in group["rules"]]


@pytest.mark.one_database
def test_every_metric_that_is_asked_for_is_told(seeded: str) -> None:
    with serving(seeded, metrics="public") as base:
        httpx.get(f"{base}/claims/cao2023-c1")
        text = httpx.get(f"{base}/metrics").text
    told = {family.name for family in text_string_to_metric_families(text)}
    names = {name for question in asked() for name in re.findall(r"\b(?:lunju|process)_[a-z_]+", question)}
    assert {name for name in names if re.sub("_(bucket|count|sum|total)$", "", name) not in told} == set()


def test_each_panel_is_in_a_place_of_its_own() -> None:
    dashboard: Any = json.loads((FILES / "grafana-dashboard.json").read_text(encoding="utf-8"))
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in dashboard["panels"]]
    assert len(set(places)) == len(places)
