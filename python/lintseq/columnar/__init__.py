"""Parquet and Arrow: rows in columns, on the way in and out. It needs the extra ``parquet``."""
