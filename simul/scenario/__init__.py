"""What is asked for, and what is fixed before the first move: scenario and plan."""
