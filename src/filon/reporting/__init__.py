"""Analyses, forecasts and dashboards: read only."""
