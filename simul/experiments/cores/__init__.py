"""Where parallel differs from concurrent: opponents whose thinking is computation, in real time."""
