from tests.databases import engine, postgresql_folder, postgresql_url, url

__all__ = ["engine", "postgresql_folder", "postgresql_url", "url"]
