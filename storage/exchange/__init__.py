"""Data in and out: tables (CSV, XLSX), vCards and Goen's own JSON, read and written row by row."""
