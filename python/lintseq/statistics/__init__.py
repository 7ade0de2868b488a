"""What is in a run, or in files of rows: counted, as text, and as a page."""
