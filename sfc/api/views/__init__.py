"""What the service answers, a module per resource: each view is made `of` a value of the domain."""
