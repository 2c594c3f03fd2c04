"""The command line of the validators."""
