"""Rows to fields by evidence that adds up; one module for each group of fields."""

from ocr.fields.card import read_fields

__all__ = ["read_fields"]
