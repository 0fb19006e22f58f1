"""Tests of sales teams."""
