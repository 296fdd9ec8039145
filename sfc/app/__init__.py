"""Use cases, one module per operation. They know the domain and the ports, and no technology."""
