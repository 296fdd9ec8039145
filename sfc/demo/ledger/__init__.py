"""The same life for every invoice of a ledger of any size, day by day and in batches."""
