"""Who asks for what: the record of a request that logs, audit and metrics are made from."""
