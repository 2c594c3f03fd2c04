"""What compiled profiles call while they judge a resource."""
