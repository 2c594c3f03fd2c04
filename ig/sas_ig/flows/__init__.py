"""What the facade's code does on each flow, for the guide to print."""
