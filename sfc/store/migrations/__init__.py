"""Alembic's scripts. They run through `sfc.store.upgrade`; see `versions` for the steps."""
