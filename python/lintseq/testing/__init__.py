"""What tests lintseq, for those who extend it."""
