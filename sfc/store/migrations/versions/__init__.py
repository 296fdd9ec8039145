"""The steps of the schema, oldest first. What was released is never changed."""
