"""The routes, a module per resource: read the request, call the use case, write the answer."""
