"""What the service takes, a module per resource."""
