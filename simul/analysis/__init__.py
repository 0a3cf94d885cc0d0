"""What happened, computed from trace and plan."""
